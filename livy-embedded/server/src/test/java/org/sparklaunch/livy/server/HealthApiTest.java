package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.server.ServerFixture.Answer;

class HealthApiTest {
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

    @Test
    void reportsEachHealthyPart() {
        assertThat(livy.get("/spark-launch/health"))
                .extracting(Answer::status, Answer::body)
                .containsExactly(
                        200,
                        "{\"status\":\"up\",\"sessions\":0,\"checks\":{\"driver_port\":\"ok\",\"state_folder\":\"ok\","
                                + "\"disk\":\"ok\",\"audit_log\":\"ok\",\"warm_drivers\":\"ok\",\"master\":\"ok\"}}");
    }

    @Test
    void reportsTheProblem() throws IOException {
        livy.master.close();

        Answer answer = livy.get("/spark-launch/health");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body())
                .startsWith("{\"status\":\"down\"")
                .contains("\"master\":\"no Spark master accepts connections at spark://127.0.0.1:");
    }

    @Test
    void probesDoNotDisturbDrivers() {
        livy.get("/spark-launch/health");

        livy.idleSession("{\"kind\":\"sql\"}");

        assertThat(livy.get("/spark-launch/health").body()).contains("\"sessions\":1");
    }
}
