package org.sparklaunch.livy.server.driver.endpoint;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.authentication.accounts.PortGuard;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.Handover;
import org.sparklaunch.livy.protocol.Handshake;
import org.sparklaunch.livy.protocol.IncomingConnection;
import org.sparklaunch.livy.protocol.ProtocolException;
import org.sparklaunch.livy.server.driver.DriverDirectory;
import org.sparklaunch.livy.server.driver.DriverListener;
import org.sparklaunch.livy.server.driver.ResultReceiver;
import org.sparklaunch.platform.process.DaemonThreads;

/**
 * Accepts the connections of drivers. One thread accepts, one per connection reads. A connection that does not
 * authenticate within the handshake's limit is closed, and at most {@value #MAX_UNAUTHENTICATED} of those are open at a
 * time.
 */
public final class DriverEndpoint implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DriverEndpoint.class);
    private static final int MAX_UNAUTHENTICATED = 64;
    private static final int BACKLOG = 128;
    private static final long LEAVING_MILLIS = 1000;

    /**
     * A range that Linux uses for no outgoing connection by default. So none takes the port of a server that is down,
     * which the next server binds again.
     */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;
    private static final int TRIES = 20;

    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /** The oldest is first. Guarded by itself. */
    private final Set<Socket> unauthenticated = new LinkedHashSet<>();

    private final AtomicLong connections = new AtomicLong();
    private @Nullable Thread acceptor;
    private volatile boolean closed;

    private DriverEndpoint(ServerSocket server) {
        this.server = server;
    }

    /** Binds the port, 0 for a free one, so that its number is known. {@link #start} begins to accept. */
    public static DriverEndpoint bind(String host, int port) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        return new DriverEndpoint(port == 0 ? bindLasting(address) : new ServerSocket(port, BACKLOG, address));
    }

    private static ServerSocket bindLasting(InetAddress address) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            try {
                return new ServerSocket(ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST), BACKLOG, address);
            } catch (BindException e) {
                log.debug("the port for drivers is in use; trying another one", e);
            }
        }
        return new ServerSocket(0, BACKLOG, address);
    }

    /**
     * Begins to accept the drivers in the directory, and requests for handovers and files.
     *
     * @param guard closes connections before they are read
     */
    public void start(DriverDirectory directory, DriverHttpResources resources, PortGuard guard) {
        acceptor = DaemonThreads.start("driver-endpoint", () -> accept(directory, resources, guard));
    }

    /** Returns the bound address. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    private void accept(DriverDirectory directory, DriverHttpResources resources, PortGuard guard) {
        while (!closed) {
            try {
                Socket socket = server.accept();
                if (!guard.admits(socket.getRemoteSocketAddress(), socket.getLocalSocketAddress())) {
                    socket.close();
                    continue;
                }
                sockets.add(socket);
                admit(socket);
                DaemonThreads.start(
                        "driver-connection-" + connections.incrementAndGet(),
                        () -> serve(socket, directory, resources));
            } catch (IOException e) {
                if (!closed) {
                    log.error("cannot accept connections of drivers", e);
                }
            }
        }
    }

    /**
     * Closes the oldest connection without a proved identity if there are too many. A driver proves its identity within milliseconds,
     * so others cannot keep it away by holding connections open.
     */
    private void admit(Socket socket) throws IOException {
        Socket oldest = null;
        synchronized (unauthenticated) {
            if (unauthenticated.size() >= MAX_UNAUTHENTICATED) {
                oldest = unauthenticated.iterator().next();
                unauthenticated.remove(oldest);
            }
            unauthenticated.add(socket);
        }
        if (oldest != null) {
            oldest.close();
        }
    }

    private void forget(Socket socket) {
        synchronized (unauthenticated) {
            unauthenticated.remove(socket);
        }
    }

    private void serve(Socket socket, DriverDirectory directory, DriverHttpResources resources) {
        try (socket) {
            IncomingConnection caller = IncomingConnection.of(socket);
            if (caller.wantsHandover()) {
                Handover.give(caller, resources.handovers());
            } else if (FileRequest.isMadeBy(caller)) {
                FileRequest request = FileRequest.read(caller);
                FileRequest.answer(
                        caller,
                        resources
                                .jars()
                                .find(request.path())
                                .or(() -> resources.uploads().find(request, directory)));
            } else {
                serveDriver(caller, directory);
            }
        } catch (IOException e) {
            log.debug("the connection of a driver ended", e);
        } catch (RuntimeException e) {
            log.error("closed the connection of a driver after an error", e);
        } finally {
            forget(socket);
            sockets.remove(socket);
        }
    }

    private void serveDriver(IncomingConnection caller, DriverDirectory directory) throws IOException {
        Handshake.Accepted accepted = Handshake.accept(caller, directory::secret);
        forget(caller.socket());
        Optional<DriverListener> peer = directory.peer(accepted.session());
        if (peer.isPresent()) {
            Thread.currentThread().setName("driver-" + accepted.session() + "-receive");
            try (SocketDriverLink link = new SocketDriverLink(accepted.session(), accepted.connection())) {
                serveDriver(link, peer.get());
            } catch (ProtocolException e) {
                log.warn("closed a connection of driver {}: {}", accepted.session(), e.getMessage());
            }
        }
    }

    private static void serveDriver(SocketDriverLink link, DriverListener peer) throws IOException {
        if (link.receive() instanceof DriverMessage.Opening opening) {
            opening.accept(new Opened(link, peer));
        } else {
            throw new ProtocolException("its first message was not Hello or ResultOpened");
        }
    }

    /** Serves a connection by its first message. */
    private record Opened(SocketDriverLink link, DriverListener peer) implements DriverMessage.Opening.Visitor {
        @Override
        public void visit(DriverMessage.Hello hello) throws IOException {
            try {
                peer.connected(link, hello);
                while (true) {
                    if (!(link.receive() instanceof DriverMessage.Report report)) {
                        throw new ProtocolException("it sent another message than a report");
                    }
                    peer.received(link, report);
                }
            } finally {
                peer.disconnected(link);
            }
        }

        @Override
        public void visit(DriverMessage.ResultOpened opened) throws IOException {
            Optional<ResultReceiver> receiver = peer.receiver(opened.transfer());
            if (receiver.isPresent()) {
                new ResultTransfer(link, receiver.get()).run();
            }
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
