package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.authentication.testing.DrippingClients;
import org.sparklaunch.livy.server.ServerFixture.Answer;

/** Many clients that send their bodies slowly. */
class SlowClientTest {
    private static final int CLIENTS = 200;
    private static final String ALICE = "alice:$2b$04$abcdefghijklmnopqrstuuetGRvO6QNMBbbIoo5tpQkbPXg26U9Qu";
    private static final String CREDENTIALS =
            "Basic " + Base64.getEncoder().encodeToString("alice:wonder".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    private ServerFixture livy;

    @AfterEach
    void stop() throws IOException {
        livy.close();
    }

    private void startWithPasswords() throws IOException {
        Files.writeString(folder.resolve("passwords"), ALICE + "\n");
        Files.writeString(folder.resolve("authentication"), "password.file=" + folder.resolve("passwords") + "\n");
        livy = new ServerFixture(folder);
    }

    private void assertServes(DrippingClients clients, String... headers) {
        assertThat(clients.size()).isEqualTo(CLIENTS);
        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            assertThat(livy.get("/spark-launch/health").status()).isEqualTo(200);
            assertThat(livy.get("/sessions", headers).status()).isEqualTo(200);
            assertThat(livy.post("/sessions/7/statements", "{}", headers).status())
                    .isEqualTo(404);
        });
    }

    @Test
    void bodiesThatDripStopNeitherHealthNorOtherRequests() throws IOException {
        livy = new ServerFixture(folder);
        try (DrippingClients clients = DrippingClients.open(livy.address(), CLIENTS, "POST /sessions HTTP/1.1")) {
            assertServes(clients);
        }
    }

    @Test
    void uploadsThatDripStopNeitherHealthNorOtherRequests() throws IOException {
        livy = new ServerFixture(folder);
        livy.idleSession("{\"kind\":\"spark\"}");
        String upload = "POST /sessions/0/upload-jar HTTP/1.1\nContent-Type: multipart/form-data; boundary=x";
        try (DrippingClients clients = DrippingClients.open(livy.address(), CLIENTS, upload)) {
            assertServes(clients);
        }
    }

    @Test
    void bodiesThatDripWithCredentialsStopNothing() throws IOException {
        startWithPasswords();
        String request = "POST /sessions HTTP/1.1\nAuthorization: " + CREDENTIALS;
        try (DrippingClients clients = DrippingClients.open(livy.address(), CLIENTS, request)) {
            assertServes(clients, "Authorization", CREDENTIALS);
        }
    }

    @Test
    void callersWithoutCredentialsAreRefusedBeforeTheirBodyArrives() throws IOException {
        startWithPasswords();
        try (DrippingClients clients = DrippingClients.open(livy.address(), CLIENTS, "POST /sessions HTTP/1.1")) {
            assertThat(clients.statusLine(0)).isEqualTo("HTTP/1.1 401 Unauthorized");
            assertThat(clients.statusLine(CLIENTS - 1)).isEqualTo("HTTP/1.1 401 Unauthorized");
        }
    }

    @Test
    void tokenRequestsWithoutProofAreRefusedBeforeTheirBodyArrives() throws IOException {
        livy = new ServerFixture(folder);
        String request = "PUT /spark-launch/tokens/" + TokenApiTest.hash("t") + " HTTP/1.1";
        try (DrippingClients clients = DrippingClients.open(livy.address(), 1, request)) {
            assertThat(clients.statusLine(0)).isEqualTo("HTTP/1.1 401 Unauthorized");
        }
    }

    @Test
    void bodyOverTheLimitIsRefused() {
        livy = new ServerFixture(folder);

        Answer answer = livy.post("/sessions", " ".repeat(17 * 1024 * 1024));

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void logInsAreRefusedForAWhileAfterManyWrongPasswords() throws IOException {
        startWithPasswords();
        String wrong = "Basic " + Base64.getEncoder().encodeToString("alice:x".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 5; i++) {
            assertThat(livy.get("/sessions", "Authorization", wrong).status()).isEqualTo(401);
        }
        livy.get("/sessions", "Authorization", wrong);

        Answer answer = livy.get("/sessions", "Authorization", CREDENTIALS);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }

    /** Nobody logs in there, so no body is received. */
    @Test
    void bodiesOfHealthRequestsAreNotReceived() throws IOException {
        startWithPasswords();
        try (DrippingClients clients = DrippingClients.open(livy.address(), 2, "POST /spark-launch/health HTTP/1.1")) {
            assertThat(clients.statusLine(0)).isEqualTo("HTTP/1.1 405 Method Not Allowed");
            assertThat(clients.statusLine(1)).isEqualTo("HTTP/1.1 405 Method Not Allowed");
        }
    }
}
