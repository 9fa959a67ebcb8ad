package org.sparklaunch.livy.driver.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import org.sparklaunch.livy.driver.link.ServerEndpoint;
import org.sparklaunch.livy.protocol.DriverConnection;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.Handshake;
import org.sparklaunch.livy.protocol.IncomingConnection;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionSecret;

/** A Livy server that a test plays by hand, on a real socket with the real handshake. */
public final class FakeServer implements AutoCloseable {
    public static final String SESSION = "7";
    private static final int ACCEPT_MILLIS = 10_000;

    private final SessionSecret secret;
    private final ServerSocket listener;
    private DriverConnection<ServerMessage, DriverMessage> connection;

    private FakeServer(SessionSecret secret, int port) throws IOException {
        this.secret = secret;
        listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        listener.setSoTimeout(ACCEPT_MILLIS);
    }

    public static FakeServer start() throws IOException {
        return new FakeServer(SessionSecret.generate(), 0);
    }

    /** Another server with this one's journal: same port, same secrets. */
    public FakeServer successor() throws IOException {
        return new FakeServer(secret, listener.getLocalPort());
    }

    public int port() {
        return listener.getLocalPort();
    }

    public SessionSecret secret() {
        return secret;
    }

    public ServerEndpoint endpoint(Duration orphanTimeout) {
        return new ServerEndpoint("127.0.0.1", port(), SESSION, secret, orphanTimeout);
    }

    /** Takes the driver's connection and its first word, and answers with the end of the journal. */
    public DriverMessage.Hello adopt(long lastEvent) throws IOException {
        Socket socket = listener.accept();
        connection = Handshake.accept(IncomingConnection.of(socket), id -> Optional.of(secret))
                .connection();
        DriverMessage.Hello hello = (DriverMessage.Hello) connection.receive();
        connection.send(new ServerMessage.Welcome(lastEvent));
        return hello;
    }

    /** Takes the next connection beside those there are, likewise. */
    public Call answer(long lastEvent) throws IOException {
        Handshake.Accepted accepted =
                Handshake.accept(IncomingConnection.of(listener.accept()), id -> Optional.of(secret));
        DriverMessage.Hello hello = (DriverMessage.Hello) accepted.connection().receive();
        accepted.connection().send(new ServerMessage.Welcome(lastEvent));
        return new Call(accepted.session(), hello, accepted.connection());
    }

    /** A connection and under which name it was opened. */
    public record Call(
            String session, DriverMessage.Hello hello, DriverConnection<ServerMessage, DriverMessage> connection)
            implements AutoCloseable {

        public void send(ServerMessage message) throws IOException {
            connection.send(message);
        }

        /** The next message of a type; those before it are dropped. */
        public <M extends DriverMessage> M receive(Class<M> type) throws IOException {
            DriverMessage message = connection.receive();
            while (!type.isInstance(message)) {
                message = connection.receive();
            }
            return type.cast(message);
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }

    public void send(ServerMessage message) throws IOException {
        connection.send(message);
    }

    public DriverMessage receive() throws IOException {
        return connection.receive();
    }

    /** The next message of a type; those before it are dropped. */
    public <M extends DriverMessage> M receive(Class<M> type) throws IOException {
        DriverMessage message = receive();
        while (!type.isInstance(message)) {
            message = receive();
        }
        return type.cast(message);
    }

    /** Breaks the connection and goes on listening. */
    public void hangUp() throws IOException {
        connection.close();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        if (connection != null) {
            connection.close();
        }
    }
}
