package org.sparklaunch.livy.driver.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.driver.link.ServerEndpoint;
import org.sparklaunch.livy.protocol.SessionSecret;
import org.sparklaunch.livy.protocol.UploadAddress;

@Timeout(30)
class UploadFetchTest {
    private static final UploadAddress ADDRESS = new UploadAddress("0", "17", "a file.txt");

    @TempDir
    Path folder;

    private final SessionSecret secret = SessionSecret.generate();
    private HttpServer server;
    private UploadFetch uploads;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/", exchange -> {
            boolean known = exchange.getRequestURI().getRawPath().equals(ADDRESS.requestPath())
                    && ADDRESS.proof(secret).equals(exchange.getRequestHeaders().getFirst(UploadAddress.PROOF));
            byte[] content = "1 2 3".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 404, known ? content.length : -1);
            if (known) {
                exchange.getResponseBody().write(content);
            }
            exchange.close();
        });
        server.start();
        uploads = fetch(secret);
    }

    private UploadFetch fetch(SessionSecret known) {
        return new UploadFetch(
                new ServerEndpoint("127.0.0.1", server.getAddress().getPort(), "0", known, Duration.ofMinutes(1)),
                folder);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void bringsAnUploadHere() throws IOException {
        URI here = URI.create(uploads.resolve(ADDRESS.toUri()));

        assertThat(Path.of(here)).startsWith(folder).hasFileName("a file.txt").hasContent("1 2 3");
    }

    @Test
    void leavesOtherAddressesAlone() throws IOException {
        assertThat(uploads.resolve("hdfs://name/x")).isEqualTo("hdfs://name/x");
        assertThat(uploads.resolve("/tmp/x")).isEqualTo("/tmp/x");
    }

    @Test
    void whoDoesNotKnowTheSecretGetsNothing() {
        assertThatThrownBy(() -> fetch(SessionSecret.generate()).resolve(ADDRESS.toUri()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a file.txt")
                .hasMessageContaining("404");
        assertThat(folder).isEmptyDirectory();
    }
}
