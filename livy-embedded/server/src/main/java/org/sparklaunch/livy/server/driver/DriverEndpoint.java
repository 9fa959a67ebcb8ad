package org.sparklaunch.livy.server.driver;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.Handover;
import org.sparklaunch.livy.protocol.Handshake;
import org.sparklaunch.livy.protocol.IncomingConnection;
import org.sparklaunch.platform.process.DaemonThreads;

/**
 * Where drivers call. One thread accepts, one per connection reads. A caller that does not prove itself within the
 * handshake's limit is cut off, and there are never more than {@value #MAX_STRANGERS} of those at a time.
 */
public final class DriverEndpoint implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DriverEndpoint.class);
    private static final int MAX_STRANGERS = 64;
    private static final int BACKLOG = 128;
    private static final long LEAVING_MILLIS = 1000;

    /**
     * Ports that Linux gives to no outgoing connection unless told to: while no server is there, one of those must not take
     * the number that the next server needs again.
     */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;
    private static final int TRIES = 20;

    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Socket> strangers = ConcurrentHashMap.newKeySet();
    private final AtomicLong connections = new AtomicLong();
    private @Nullable Thread acceptor;
    private volatile boolean closed;

    private DriverEndpoint(ServerSocket server) {
        this.server = server;
    }

    /** Binds the port, 0 for a free one, so that its number is known; {@link #start} begins to answer. */
    public static DriverEndpoint bind(String host, int port) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        return new DriverEndpoint(port == 0 ? bindLasting(address) : new ServerSocket(port, BACKLOG, address));
    }

    private static ServerSocket bindLasting(InetAddress address) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            try {
                return new ServerSocket(ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST), BACKLOG, address);
            } catch (BindException e) {
                log.debug("a port for drivers is taken, another one is tried", e);
            }
        }
        return new ServerSocket(0, BACKLOG, address);
    }

    /** Begins to answer whoever is in the directory, and those who first come for what they need to get there. */
    public void start(DriverDirectory directory, DriverHttpResources reception) {
        acceptor = DaemonThreads.start("driver-endpoint", () -> accept(directory, reception));
    }

    /** Where it is bound. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    private void accept(DriverDirectory directory, DriverHttpResources reception) {
        while (!closed) {
            try {
                Socket socket = server.accept();
                if (strangers.size() >= MAX_STRANGERS) {
                    socket.close();
                    continue;
                }
                sockets.add(socket);
                strangers.add(socket);
                DaemonThreads.start(
                        "driver-connection-" + connections.incrementAndGet(),
                        () -> serve(socket, directory, reception));
            } catch (IOException e) {
                if (!closed) {
                    log.error("cannot accept drivers' connections", e);
                }
            }
        }
    }

    private void serve(Socket socket, DriverDirectory directory, DriverHttpResources reception) {
        try (socket) {
            IncomingConnection caller = IncomingConnection.of(socket);
            if (caller.wantsHandover()) {
                Handover.give(caller, reception.handovers());
            } else if (FileRequest.isMadeBy(caller)) {
                FileRequest request = FileRequest.read(caller);
                FileRequest.answer(
                        caller,
                        reception
                                .jars()
                                .find(request.path())
                                .or(() -> reception.uploads().find(request, directory)));
            } else {
                converse(caller, directory);
            }
        } catch (IOException e) {
            log.debug("a driver's connection ended", e);
        } catch (RuntimeException e) {
            log.error("a driver's connection is given up", e);
        } finally {
            strangers.remove(socket);
            sockets.remove(socket);
        }
    }

    private void converse(IncomingConnection caller, DriverDirectory directory) throws IOException {
        Handshake.Accepted accepted = Handshake.accept(caller, directory::secret);
        strangers.remove(caller.socket());
        Optional<DriverListener> peer = directory.peer(accepted.session());
        if (peer.isPresent()) {
            Thread.currentThread().setName("driver-" + accepted.session() + "-receive");
            try (DriverLink link = new DriverLink(accepted.session(), accepted.connection())) {
                converse(link, peer.get());
            }
        }
    }

    private static void converse(DriverLink link, DriverListener peer) throws IOException {
        DriverMessage first = link.receive();
        if (first instanceof DriverMessage.ResultOpened result) {
            Optional<ResultReceiver> receiver = peer.receiver(result.transfer());
            if (receiver.isPresent()) {
                passOn(link, receiver.get());
            }
            return;
        }
        if (!(first instanceof DriverMessage.Hello hello)) {
            log.warn("a driver began with {} where its Hello should come; the connection is given up", first);
            return;
        }
        try {
            peer.connected(link, hello);
            while (true) {
                peer.received(link, link.receive());
            }
        } finally {
            peer.disconnected(link);
        }
    }

    private static void passOn(DriverLink link, ResultReceiver receiver) throws IOException {
        @Nullable String failure = "the driver's connection ended before the result did";
        try {
            DriverMessage message = link.receive();
            while (message instanceof DriverMessage.ResultLines chunk) {
                receiver.lines(chunk.lines());
                message = link.receive();
            }
            if (message instanceof DriverMessage.ResultEnded end) {
                failure = end.failure();
            }
        } finally {
            receiver.ended(failure);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        awaitAcceptor();
    }

    /** The kernel holds the port until the thread has left its last accept. */
    private void awaitAcceptor() {
        try {
            if (acceptor != null) {
                acceptor.join(LEAVING_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
