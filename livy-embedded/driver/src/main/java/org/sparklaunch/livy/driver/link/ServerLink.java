package org.sparklaunch.livy.driver.link;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.DriverConnection;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.Handshake;
import org.sparklaunch.livy.protocol.ProtocolException;
import org.sparklaunch.livy.protocol.ServerDial;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.platform.process.DaemonThreads;

/**
 * Keeps the session connected to a server. It connects at its start, reconnects with growing pauses when the connection
 * breaks, and sends each server the events that its journal does not hold.
 *
 * <p>Two daemon threads: {@code server-link} connects and receives, {@code server-link-sender} lives as long as one
 * connection. A server that refuses is tried again like one that is away: it may still be reading its journal.
 */
public final class ServerLink implements AutoCloseable {
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    private static final long CLOSE_MILLIS = 2_000;

    private final ServerEndpoint endpoint;
    private final EventOutbox outbox;
    private final ServerMessageHandler handler;
    private final MessageDispatch dispatch;
    private final Thread receiver;
    private @Nullable DriverConnection<DriverMessage, ServerMessage> current;
    private boolean closed;
    /** Used by the receiver only. */
    private long lastContact;

    /** Makes a link that is not started. */
    public ServerLink(ServerEndpoint endpoint, EventOutbox outbox, ServerMessageHandler handler) {
        this.endpoint = endpoint;
        this.outbox = outbox;
        this.handler = handler;
        this.dispatch = new MessageDispatch(outbox, handler, this::dial);
        this.receiver = DaemonThreads.create("server-link", this::stayConnected);
    }

    /** Starts to connect and returns at once. */
    public void start() {
        receiver.start();
    }

    private void stayConnected() {
        lastContact = System.nanoTime();
        long pause = FIRST_PAUSE_MILLIS;
        String lastTrouble = "";
        try {
            while (!isClosed()) {
                long before = lastContact;
                String trouble = converse();
                if (!trouble.equals(lastTrouble) && !isClosed()) {
                    System.err.println("Session driver: no connection to the Livy server at " + endpoint.host() + ":"
                            + endpoint.port() + " (" + trouble + "); session " + endpoint.session() + " tries again");
                }
                lastTrouble = trouble;
                pause = lastContact == before ? Math.min(2 * pause, LONGEST_PAUSE_MILLIS) : FIRST_PAUSE_MILLIS;
                if (isOrphaned()) {
                    handler.end(ServerMessageHandler.EndReason.ORPHANED);
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Serves one connection until it breaks and returns why it ended. */
    private String converse() throws InterruptedException {
        try (Socket socket = new Socket()) {
            ServerDial.connect(socket, endpoint.address());
            converse(Handshake.open(socket, endpoint.session(), endpoint.secret()));
            return "closed";
        } catch (EOFException e) {
            return "the server closed the connection";
        } catch (IOException | IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Opens a connection in addition to the session's own. */
    private DriverConnection<DriverMessage, ServerMessage> dial() throws IOException {
        Socket socket = new Socket();
        try {
            ServerDial.connect(socket, endpoint.address());
            return Handshake.open(socket, endpoint.session(), endpoint.secret());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void converse(DriverConnection<DriverMessage, ServerMessage> connection)
            throws IOException, InterruptedException {
        if (!adopt(connection)) {
            return;
        }
        Thread sender = null;
        try {
            connection.send(dispatch.hello());
            if (!(connection.receive() instanceof ServerMessage.Welcome welcome)) {
                throw new ProtocolException("the server did not answer Hello with Welcome");
            }
            outbox.rewind(welcome.lastEvent());
            lastContact = System.nanoTime();
            sender = startSender(connection);
            while (true) {
                connection.receive().accept(dispatch);
            }
        } finally {
            // A healthy connection may have been silent for hours: the server's absence starts now.
            if (sender != null) {
                lastContact = System.nanoTime();
                // A sender that outlived its connection would take messages that the next connection has to send.
                closeQuietly(connection);
                sender.interrupt();
                sender.join(CLOSE_MILLIS);
            }
        }
    }

    private Thread startSender(DriverConnection<DriverMessage, ServerMessage> connection) {
        return DaemonThreads.start("server-link-sender", () -> send(connection));
    }

    private void send(DriverConnection<DriverMessage, ServerMessage> connection) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                connection.send(outbox.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The receiver notices the same break and reconnects; the outbox repeats what was lost.
            closeQuietly(connection);
        }
    }

    private boolean isOrphaned() {
        Duration alone = Duration.ofNanos(System.nanoTime() - lastContact);
        return alone.compareTo(endpoint.orphanTimeout()) > 0;
    }

    private synchronized boolean adopt(DriverConnection<DriverMessage, ServerMessage> connection) {
        current = connection;
        return !closed;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Closes the connection for good; events that the server has not acknowledged are dropped. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (current != null) {
                closeQuietly(current);
            }
        }
        receiver.interrupt();
    }

    private static void closeQuietly(DriverConnection<?, ?> connection) {
        try {
            connection.close();
        } catch (IOException e) {
            System.err.println("Session driver: closing the connection to the Livy server failed: " + e.getMessage());
        }
    }
}
