package org.sparklaunch.livy.driver.link;

import org.sparklaunch.platform.process.DaemonThreads;
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

/**
 * Keeps the session connected to a server: dials from its start on, dials again with growing pauses when the connection
 * breaks, tells each server what it does not know yet, and takes every statement id once, whichever server sends it.
 *
 * <p>Two daemon threads: {@code server-link} dials and receives, {@code server-link-sender} lives as long as one
 * connection. A server that refuses is dialled again like one that is away: it may be starting with half its journal read.
 */
public final class ServerLink implements AutoCloseable {
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    private static final long CLOSE_MILLIS = 2_000;

    private final ServerEndpoint endpoint;
    private final EventOutbox outbox;
    private final ServerMessageHandler orders;
    private final Thread receiver;
    private @Nullable DriverConnection<DriverMessage, ServerMessage> current;
    private boolean closed;
    // Only the receiver touches these.
    private int lastAcceptedStatement = -1;
    private int lastAcceptedJob;
    private long lastContact;

    public ServerLink(ServerEndpoint endpoint, EventOutbox outbox, ServerMessageHandler orders) {
        this.endpoint = endpoint;
        this.outbox = outbox;
        this.orders = orders;
        this.receiver = DaemonThreads.create("server-link", this::stayConnected);
    }

    /** Begins to dial and returns at once. */
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
                    System.err.println("Session driver: no server at " + endpoint.host() + ":" + endpoint.port() + " ("
                            + trouble + "), session " + endpoint.session() + " dials again");
                }
                lastTrouble = trouble;
                pause = lastContact == before ? Math.min(2 * pause, LONGEST_PAUSE_MILLIS) : FIRST_PAUSE_MILLIS;
                if (isOrphaned()) {
                    orders.end(ServerMessageHandler.EndReason.ORPHANED);
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection from dial to break; answers why it ended. */
    private String converse() throws InterruptedException {
        try (Socket socket = new Socket()) {
            ServerDial.connect(socket, endpoint.address());
            converse(Handshake.open(socket, endpoint.session(), endpoint.secret()));
            return "closed";
        } catch (EOFException e) {
            return "it closed the connection";
        } catch (IOException | IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** A connection beside the session's own. */
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
            connection.send(
                    new DriverMessage.Hello(ProcessHandle.current().pid(), lastAcceptedStatement, lastAcceptedJob));
            if (!(connection.receive() instanceof ServerMessage.Welcome welcome)) {
                throw new ProtocolException("the server did not answer Hello with Welcome");
            }
            outbox.rewind(welcome.lastEvent());
            lastContact = System.nanoTime();
            sender = startSender(connection);
            while (true) {
                obey(connection.receive());
            }
        } finally {
            // Before the pause starts counting: hours of silence on a healthy connection are no absence.
            if (sender != null) {
                lastContact = System.nanoTime();
                // A sender that outlived its connection would take from the next one what that has to send.
                closeQuietly(connection);
                sender.interrupt();
                sender.join(CLOSE_MILLIS);
            }
        }
    }

    private void obey(ServerMessage message) throws ProtocolException {
        if (message instanceof ServerMessage.RunStatement order) {
            if (order.statement() > lastAcceptedStatement) {
                lastAcceptedStatement = order.statement();
                orders.work().run(order);
            }
        } else if (message instanceof ServerMessage.CancelStatement order) {
            orders.work().cancel(order.statement());
        } else if (message instanceof ServerMessage.Complete question) {
            orders.work().complete(question);
        } else if (message instanceof ServerMessage.SendResult order) {
            orders.work().sendResult(order, this::dial);
        } else if (message instanceof ServerMessage.Acknowledge order) {
            outbox.acknowledge(order.event());
        } else if (message instanceof ServerMessage.HoldToPolicy order) {
            orders.work().hold(order);
        } else if (message instanceof ServerMessage.Claim order) {
            orders.claim(order);
        } else if (message instanceof ServerMessage.Host order) {
            orders.host(order);
        } else if (message instanceof ServerMessage.Shutdown) {
            orders.end(ServerMessageHandler.EndReason.SHUTDOWN);
        } else {
            obeyJobOrder(message);
        }
    }

    private void obeyJobOrder(ServerMessage message) throws ProtocolException {
        if (message instanceof ServerMessage.RunJob order) {
            if (order.job() > lastAcceptedJob) {
                lastAcceptedJob = order.job();
                orders.work().run(order);
            }
        } else if (message instanceof ServerMessage.CancelJob order) {
            orders.work().cancelJob(order.job());
        } else if (message instanceof ServerMessage.AddResource order) {
            orders.work().add(order);
        } else {
            throw new ProtocolException("unexpected " + message);
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
            // The receiver sees the same break, dials again, and the outbox repeats what was lost.
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

    /** Breaks the connection and dials no more; what the server has not acknowledged stays unsaid. */
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
            System.err.println("Closing the connection to the server: " + e.getMessage());
        }
    }
}
