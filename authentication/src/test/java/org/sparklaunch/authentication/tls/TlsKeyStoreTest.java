package org.sparklaunch.authentication.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.ssl.KeyStoreScanner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key stores as Java's own keytool makes them, and a server that shows one. */
class TlsKeyStoreTest {
    private static final String PASSWORD = "of-the-store";

    @TempDir
    Path folder;

    private Path keyStore;
    private Path passwordFile;

    @BeforeEach
    void makeKeyStore() throws Exception {
        keyStore = folder.resolve("keys.p12");
        passwordFile = Files.writeString(folder.resolve("password"), PASSWORD + "\nsecond line\n");
        keytool("-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=ip:127.0.0.1");
    }

    private void keytool(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(words));
        command.addAll(List.of("-keystore", keyStore.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void clientThatTrustsTheCertificateIsServed() throws Exception {
        TlsKeyStore store = TlsKeyStore.read(keyStore, passwordFile);

        assertThat(statusFor(store, TrustedCertificates.context(store.certificates())))
                .isEqualTo(404);
    }

    @Test
    void clientWithTheCertificateFileIsServed() throws Exception {
        TlsKeyStore store = TlsKeyStore.read(keyStore, passwordFile);
        Path pem = Files.writeString(
                folder.resolve("server.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(store.certificates().get(0).getEncoded())
                        + "\n-----END CERTIFICATE-----\n");

        assertThat(statusFor(store, TrustedCertificates.context(TrustedCertificates.read(pem))))
                .isEqualTo(404);
    }

    @Test
    void whoDoesNotIsKeptFromTalking() {
        TlsKeyStore store = TlsKeyStore.read(keyStore, passwordFile);

        assertThatThrownBy(() -> statusFor(store, TrustedCertificates.context(List.of())))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void wrongPasswordIsReportedWithBothFiles() throws IOException {
        Files.writeString(passwordFile, "another");

        assertThatThrownBy(() -> TlsKeyStore.read(keyStore, passwordFile))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(keyStore.toString())
                .hasMessageContaining("password")
                .hasMessageContaining(passwordFile.toString());
    }

    @Test
    void storeWithoutAKeyIsRefused() throws Exception {
        keytool("-delete", "-alias", "server");

        assertThatThrownBy(() -> TlsKeyStore.read(keyStore, passwordFile)).hasMessageContaining("no private key");
    }

    @Test
    void fileWithoutCertificatesIsRefused() {
        assertThatThrownBy(() -> TrustedCertificates.read(passwordFile))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BEGIN CERTIFICATE");
    }

    @Test
    void fileThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> TlsKeyStore.read(keyStore, folder.resolve("absent")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("absent");
    }

    @Test
    void changedFileThatCannotBeReadLeavesTheOldCertificateInUse() throws Exception {
        TlsKeyStore store = TlsKeyStore.read(keyStore, passwordFile);
        Server server = start(store);
        try {
            Files.writeString(keyStore, "half a file");
            server.getBean(KeyStoreScanner.class).reload();

            assertThat(statusFor(server, TrustedCertificates.context(store.certificates())))
                    .isEqualTo(404);
        } finally {
            server.stop();
        }
    }

    @Test
    void changedFileIsInUseWithoutARestart() throws Exception {
        Server server = start(TlsKeyStore.read(keyStore, passwordFile));
        try {
            Files.delete(keyStore);
            makeKeyStore();
            server.getBean(KeyStoreScanner.class).reload();

            TlsKeyStore renewed = TlsKeyStore.read(keyStore, passwordFile);
            assertThat(statusFor(server, TrustedCertificates.context(renewed.certificates())))
                    .isEqualTo(404);
        } finally {
            server.stop();
        }
    }

    /** Starts a server that has nothing to show but its certificate. */
    private static Server start(TlsKeyStore store) throws Exception {
        Server server = new Server();
        server.addConnector(store.connector(server, new HttpConfiguration(), "127.0.0.1", 0));
        server.start();
        return server;
    }

    private static int statusFor(TlsKeyStore store, SSLContext trust) throws Exception {
        Server server = start(store);
        try {
            return statusFor(server, trust);
        } finally {
            server.stop();
        }
    }

    private static int statusFor(Server server, SSLContext trust) throws Exception {
        int port = ((NetworkConnector) server.getConnectors()[0]).getLocalPort();
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/"))
                .build();
        return HttpClient.newBuilder()
                .sslContext(trust)
                .build()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
