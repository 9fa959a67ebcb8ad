package org.sparklaunch.livy.server.driver.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sparklaunch.authentication.accounts.PortGuard;
import org.sparklaunch.livy.protocol.DriverConnection;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.Handshake;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionSecret;
import org.sparklaunch.livy.server.driver.DriverDirectory;
import org.sparklaunch.livy.server.driver.DriverLink;
import org.sparklaunch.livy.server.driver.DriverListener;
import org.sparklaunch.livy.server.driver.ResultReceiver;
import org.sparklaunch.platform.process.DaemonThreads;

@Timeout(30)
class DriverEndpointTest {
    /** The first port that Linux gives to outgoing connections, unless told otherwise. */
    private static final int FIRST_EPHEMERAL = 32_768;

    private static final DriverMessage.Hello HELLO = new DriverMessage.Hello(1, -1, 0);
    private static final DriverMessage.SessionReady READY = new DriverMessage.SessionReady(1, "app-1", null);

    private final SessionSecret secret = SessionSecret.generate();
    private final Recorder recorder = new Recorder();
    private DriverEndpoint endpoint;

    @BeforeEach
    void bind() throws IOException {
        endpoint = DriverEndpoint.bind("127.0.0.1", 0);
    }

    @Test
    void newPortIsOutsideTheRangeOfOutgoingConnections() throws IOException {
        try (DriverEndpoint bound = endpoint) {
            assertThat(bound.address().getPort()).isLessThan(FIRST_EPHEMERAL);
        }
    }

    @Test
    void givenPortIsUsed() throws IOException {
        int port = endpoint.address().getPort();
        endpoint.close();

        try (DriverEndpoint second = DriverEndpoint.bind("127.0.0.1", port)) {
            assertThat(second.address().getPort()).isEqualTo(port);
        }
    }

    @Test
    void reportsReachTheListenerUntilTheConnectionEnds() throws Exception {
        serve(HELLO, READY);

        assertThat(recorder.next()).isEqualTo(HELLO.toString());
        assertThat(recorder.next()).isEqualTo(READY.toString());
        assertThat(recorder.next()).isEqualTo("disconnected");
    }

    @Test
    void connectionThatDoesNotBeginWithHelloIsClosed() throws Exception {
        serve(READY, HELLO);

        assertThat(recorder.calls).isEmpty();
    }

    @Test
    void partOfAResultAmongReportsEndsTheConnection() throws Exception {
        serve(HELLO, new DriverMessage.ResultLines("[1]\n"), READY);

        assertThat(recorder.next()).isEqualTo(HELLO.toString());
        assertThat(recorder.next()).isEqualTo("disconnected");
    }

    @Test
    void resultReachesItsReceiver() throws Exception {
        serve(
                new DriverMessage.ResultOpened("known"),
                new DriverMessage.ResultLines("[1]\n"),
                new DriverMessage.ResultEnded(null));

        assertThat(recorder.next()).isEqualTo("[1]\n");
        assertThat(recorder.next()).isEqualTo("ended: null");
    }

    @Test
    void reportAmongThePartsOfAResultFailsTheResult() throws Exception {
        serve(new DriverMessage.ResultOpened("known"), READY);

        assertThat(recorder.next()).isEqualTo("ended: the driver's connection ended before the result did");
    }

    @Test
    void resultOfAnUnknownTransferIsClosed() throws Exception {
        serve(new DriverMessage.ResultOpened("unknown"), new DriverMessage.ResultEnded(null));

        assertThat(recorder.calls).isEmpty();
    }

    /** Another account of the machine can connect, and say nothing. */
    @Test
    void driverIsServedWhileOthersHoldConnections() throws Exception {
        List<Socket> silent = new ArrayList<>();
        endpoint.start(recorder, DriverHttpResources.closed(), PortGuard.ofOwnAccount("drivers"));
        try {
            for (int i = 0; i < 200; i++) {
                silent.add(new Socket(
                        endpoint.address().getAddress(), endpoint.address().getPort()));
            }
            try (Socket socket = new Socket(
                    endpoint.address().getAddress(), endpoint.address().getPort())) {
                Handshake.open(socket, "0", secret).send(HELLO);

                assertThat(recorder.next()).isEqualTo(HELLO.toString());
            }
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
            endpoint.close();
        }
    }

    @Test
    void requestWithAnEndlessLineIsEnded() throws Exception {
        endpoint.start(recorder, DriverHttpResources.closed(), PortGuard.ofOwnAccount("drivers"));
        try (Socket socket =
                new Socket(endpoint.address().getAddress(), endpoint.address().getPort())) {
            socket.getOutputStream().write("GET /".getBytes(StandardCharsets.US_ASCII));

            assertThatThrownBy(() -> {
                        while (true) {
                            socket.getOutputStream().write(new byte[8192]);
                        }
                    })
                    .isInstanceOf(IOException.class);
        } finally {
            endpoint.close();
        }
    }

    /** The secret does not help: it may have been read from a backup, or been shown by mistake. */
    @Test
    void connectionOfAnotherAccountIsClosedAlsoWithTheSecret() throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root can become another account");
        endpoint.start(recorder, DriverHttpResources.closed(), PortGuard.ofOwnAccount("drivers"));
        try (Relay own = Relay.start("0", endpoint);
                Relay other = Relay.start("64321", endpoint)) {
            Handshake.open(own.socket(), "0", secret).send(HELLO);
            assertThat(recorder.next()).isEqualTo(HELLO.toString());

            assertThatThrownBy(() -> Handshake.open(other.socket(), "0", secret))
                    .isInstanceOf(IOException.class);
            assertThat(recorder.calls).isEmpty();
        } finally {
            endpoint.close();
        }
    }

    /** Copies both ways between a socket and a connection to the endpoint that another account opened. */
    private record Relay(Process connection, ServerSocket listening, Socket socket, Socket accepted)
            implements AutoCloseable {
        static Relay start(String uid, DriverEndpoint endpoint) throws IOException {
            String target = "/dev/tcp/127.0.0.1/" + endpoint.address().getPort();
            Process connection = new ProcessBuilder(
                            "setpriv",
                            "--reuid=" + uid,
                            "--clear-groups",
                            "bash",
                            "-c",
                            "exec 3<>" + target + "; cat <&0 >&3 & cat <&3; kill $!")
                    .start();
            ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            Socket socket = new Socket(listening.getInetAddress(), listening.getLocalPort());
            Socket accepted = listening.accept();
            DaemonThreads.start(
                    "relay-to-endpoint", () -> copy(accepted::getInputStream, connection.getOutputStream()));
            DaemonThreads.start("relay-from-endpoint", () -> {
                copy(connection::getInputStream, output(accepted));
                closeQuietly(accepted);
            });
            return new Relay(connection, listening, socket, accepted);
        }

        private interface Source {
            InputStream open() throws IOException;
        }

        private static OutputStream output(Socket socket) {
            try {
                return socket.getOutputStream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void copy(Source from, OutputStream to) {
            try {
                InputStream source = from.open();
                byte[] bytes = new byte[4096];
                for (int length = source.read(bytes); length >= 0; length = source.read(bytes)) {
                    to.write(bytes, 0, length);
                    to.flush();
                }
            } catch (IOException e) {
                // The other end was closed, which ends the copy.
            }
        }

        private static void closeQuietly(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            connection.destroyForcibly().onExit().join();
            socket.close();
            accepted.close();
            listening.close();
        }
    }

    /** Sends the messages as a driver, and returns when the server has closed the connection. */
    private void serve(DriverMessage... messages) throws Exception {
        try (DriverEndpoint server = endpoint;
                Socket socket = new Socket()) {
            server.start(recorder, DriverHttpResources.closed(), PortGuard.ofOwnAccount("drivers"));
            socket.connect(server.address());
            DriverConnection<DriverMessage, ServerMessage> connection = Handshake.open(socket, "0", secret);
            for (DriverMessage message : messages) {
                connection.send(message);
            }
            socket.shutdownOutput();
            assertThatThrownBy(connection::receive).isInstanceOf(IOException.class);
        }
    }

    /** Keeps what the endpoint passes on, in order. */
    private final class Recorder implements DriverDirectory, DriverListener, ResultReceiver {
        private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

        String next() throws InterruptedException {
            return calls.poll(10, TimeUnit.SECONDS);
        }

        @Override
        public Optional<SessionSecret> secret(String driver) {
            return Optional.of(secret);
        }

        @Override
        public Optional<DriverListener> peer(String driver) {
            return Optional.of(this);
        }

        @Override
        public void connected(DriverLink link, DriverMessage.Hello hello) {
            calls.add(hello.toString());
        }

        @Override
        public void received(DriverLink link, DriverMessage.Report report) {
            calls.add(report.toString());
        }

        @Override
        public Optional<ResultReceiver> receiver(String transfer) {
            return transfer.equals("known") ? Optional.of(this) : Optional.empty();
        }

        @Override
        public void disconnected(DriverLink link) {
            calls.add("disconnected");
        }

        @Override
        public void lines(String lines) {
            calls.add(lines);
        }

        @Override
        public void ended(String failure) {
            calls.add("ended: " + failure);
        }
    }
}
