package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A real nginx before both servers, by the configuration that {@code docs/reverse-proxy.md} refers to: it speaks TLS, asks for a
 * password, and says by a header that only it can send whose it was.
 */
final class ReverseProxy implements AutoCloseable {
    private static final Path DOCUMENTED = Path.of("../docs/examples/nginx.conf");
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Process nginx;
    private final Path folder;
    private final int port;

    private ReverseProxy(Process nginx, Path folder, int port) {
        this.nginx = nginx;
        this.folder = folder;
        this.port = port;
    }

    /** Starts it in the folder, for the servers of a launch. */
    static ReverseProxy start(Path folder, String secret, RunningCluster cluster) {
        String program = System.getenv("NGINX_PROGRAM");
        Assumptions.assumeTrue(program != null, "no nginx; scripts/test brings one on Debian");
        try {
            int port = freePort();
            makeCertificate(folder);
            Files.writeString(folder.resolve("users"), "carol:{PLAIN}canary-proxy-password\n");
            String servers = Files.readString(DOCUMENTED)
                    .replace("/etc/spark-launch", folder.toString())
                    .replace("listen 443", "listen 127.0.0.1:" + port)
                    .replace("http://127.0.0.1:8998", address(cluster, "livy"))
                    .replace("http://127.0.0.1:8999", address(cluster, "query_tracker"))
                    .replace("THE-SECRET", secret);
            // As root it would become somebody else, who may not look into the folder.
            Path config = Files.writeString(folder.resolve("nginx.conf"), """
                    user root; daemon off; pid %1$s/nginx.pid; error_log %1$s/nginx.log; events {}
                    http { access_log off; client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy;
                      fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                    %2$s }
                    """.formatted(folder, servers));
            Process nginx = new ProcessBuilder(
                            program,
                            "-c",
                            config.toString(),
                            "-e",
                            folder.resolve("nginx.log").toString())
                    .inheritIO()
                    .start();
            ReverseProxy proxy = new ReverseProxy(nginx, folder, port);
            await("nginx listens").atMost(SOON).until(() -> !nginx.isAlive() || proxy.listens());
            assertThat(nginx.isAlive()).as(proxy.said()).isTrue();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String address(RunningCluster cluster, String server) {
        return cluster.ready().get(server).asText();
    }

    private static void makeCertificate(Path folder) {
        CommandResult made = CommandResult.of(
                new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost",
                        "-addext",
                        "subjectAltName=DNS:localhost",
                        "-keyout",
                        folder.resolve("key.pem").toString(),
                        "-out",
                        folder.resolve("certificate.pem").toString()),
                SOON);
        assertThat(made.exitCode()).as(made.err()).isZero();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private String said() throws IOException {
        Path log = folder.resolve("nginx.log");
        return Files.exists(log) ? Files.readString(log) : "nothing";
    }

    /** What clients are told. */
    String url() {
        return "https://localhost:" + port + "/gateway/livy";
    }

    @Override
    public void close() {
        nginx.destroy();
        try {
            if (!nginx.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)) {
                nginx.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
