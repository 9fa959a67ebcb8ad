package org.sparklaunch.livy.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HandoverTest {
    private static final String CANARY = "spark.hadoop.fs.s3a.secret.key=canary-4711";
    private static final HandoverBundle BUNDLE = new HandoverBundle(
            List.of("--properties-file", "private/spark.properties"),
            Map.of("spark.properties", CANARY.getBytes(StandardCharsets.UTF_8)));

    private final SessionSecret secret = SessionSecret.generate();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final OneBundle source = new OneBundle();
    private ServerSocket listener;

    /** Knows driver 7 until its bundle is out. */
    private final class OneBundle implements Handover.Source {
        private volatile String submission;

        @Override
        public Optional<SessionSecret> secret(String driver) {
            return driver.equals("7") && submission == null ? Optional.of(secret) : Optional.empty();
        }

        @Override
        public HandoverBundle take(String driver, String by) {
            submission = by;
            return BUNDLE;
        }
    }

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }

    @Test
    void givesTheBundleToTheHolderOfTheSecret() throws Exception {
        CompletableFuture<Void> server = serve();

        HandoverBundle bundle = Handover.fetch(dial(listener.getLocalPort()), claim("driver-1", secret));

        server.get();
        assertThat(bundle.arguments()).containsExactly("--properties-file", "private/spark.properties");
        assertThat(bundle.files().get("spark.properties")).isEqualTo(CANARY.getBytes(StandardCharsets.UTF_8));
        assertThat(source.submission).isEqualTo("driver-1");
    }

    @Test
    void refusesASecretThatWasUsed() throws Exception {
        answerOne();
        Handover.fetch(dial(listener.getLocalPort()), claim("driver-1", secret));
        answerOne();

        assertThatThrownBy(() -> Handover.fetch(dial(listener.getLocalPort()), claim("driver-1", secret)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("not expected here, or its handover secret was used before");
    }

    @Test
    void serverWithoutTheSecretIsRefused() throws Exception {
        answerOne();

        assertThatThrownBy(() ->
                        Handover.fetch(dial(listener.getLocalPort()), claim("driver-1", SessionSecret.generate())))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("the server does not know the handover secret of driver 7");
        assertThat(source.submission).isNull();
    }

    @Test
    void listenerReadsNeitherSecretNorBundle() throws Exception {
        answerOne();
        ByteArrayOutputStream recorded = new ByteArrayOutputStream();
        try (ServerSocket tap = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            run(() -> relay(tap, recorded));

            Handover.fetch(dial(tap.getLocalPort()), claim("driver-1", secret));
        }

        assertThat(recorded.toString(StandardCharsets.ISO_8859_1))
                .contains("driver-1")
                .doesNotContain("canary");
    }

    @Test
    void fileNameOutsideOfTheFolderIsRefused() {
        assertThatThrownBy(() -> new HandoverBundle(List.of(), Map.of("../evil", new byte[0])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("../evil");
    }

    private static Handover.Recipient claim(String submission, SessionSecret secret) {
        return new Handover.Recipient("7", submission, secret);
    }

    private CompletableFuture<Void> serve() {
        return CompletableFuture.runAsync(
                () -> {
                    try (Socket socket = listener.accept()) {
                        IncomingConnection connection = IncomingConnection.of(socket);
                        assertThat(connection.wantsHandover()).isTrue();
                        Handover.give(connection, source);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                threads);
    }

    private void answerOne() {
        assertThat(serve()).isNotCancelled();
    }

    /** What fails in it shows in the test's own end of the connection. */
    private void run(Callable<?> task) {
        threads.execute(new FutureTask<>(task));
    }

    private Void relay(ServerSocket tap, ByteArrayOutputStream recorded) throws IOException {
        Socket driver = tap.accept();
        Socket server = dial(listener.getLocalPort());
        run(() -> copy(driver.getInputStream(), server.getOutputStream(), recorded));
        return copy(server.getInputStream(), driver.getOutputStream(), recorded);
    }

    private static Void copy(InputStream from, OutputStream to, ByteArrayOutputStream recorded) throws IOException {
        byte[] some = new byte[4096];
        for (int read = from.read(some); read >= 0; read = from.read(some)) {
            recorded.write(some, 0, read);
            to.write(some, 0, read);
            to.flush();
        }
        return null;
    }

    private static Socket dial(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }
}
