package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparklaunch.livy.server.ServerFixture.Answer;

/** Requests that a web page of another site makes a browser send. */
class OriginTest {
    @TempDir
    Path folder;

    private ServerFixture livy;

    @BeforeEach
    void start() {
        livy = new ServerFixture(folder);
    }

    @AfterEach
    void stop() throws IOException {
        livy.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /sessions",
        "GET, /sessions/0",
        "GET, /ui",
        "GET, /metrics",
        "GET, /spark-launch/pool",
        "GET, /spark-launch/health",
        "GET, /unknown",
        "POST, /sessions",
        "POST, /batches",
        "POST, /sessions/0/statements",
        "DELETE, /sessions/0",
        "PUT, /spark-launch/tokens/x",
    })
    void requestOfAForeignPageIsRefused(String method, String path) {
        String body = method.equals("GET") ? null : "{\"kind\":\"sql\"}";

        assertThat(livy.send(method, path, body, "Origin", "http://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(livy.send(method, path, body, "Sec-Fetch-Site", "cross-site").status())
                .isEqualTo(403);
        assertThat(livy.get("/sessions").body()).contains("\"total\":0");
    }

    @Test
    void requestOfAnOwnPageIsAccepted() {
        Answer answer =
                livy.post("/sessions", "{}", "Origin", livy.address().toString(), "Sec-Fetch-Site", "same-origin");

        assertThat(answer.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "spark.example.org, 200",
        "evil.example, 403",
        "evil.example:8998, 403",
        "localhost, 200",
        "127.0.0.1:1, 200",
        "[::1], 200"
    })
    void hostMustNameTheServer(String host, int status) throws IOException {
        assertThat(statusLine(host)).contains(" " + status + " ");
    }

    /** Sends what the JDK's client would not. */
    private String statusLine(String host) throws IOException {
        URI server = livy.address();
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream()
                    .write(("GET /sessions HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().findFirst().orElseThrow();
        }
    }
}
