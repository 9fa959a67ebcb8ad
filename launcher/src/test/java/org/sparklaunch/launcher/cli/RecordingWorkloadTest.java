package org.sparklaunch.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparklaunch.commands.CommandException;

class RecordingWorkloadTest {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer livy;
    private volatile int status = 200;

    @BeforeEach
    void start() throws IOException {
        livy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        livy.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            byte[] answer = "{\"id\": 7}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        livy.start();
    }

    @AfterEach
    void stop() {
        livy.stop(0);
    }

    private RecordingWorkload workload() {
        return new RecordingWorkload(
                URI.create("http://127.0.0.1:" + livy.getAddress().getPort()), Duration.ofSeconds(9));
    }

    @Test
    void statementsRunOneAfterTheOtherInOneSession() throws Exception {
        workload().run();

        assertThat(requests)
                .startsWith(
                        "POST /sessions {\"kind\":\"sql\"}",
                        "GET /sessions/7?wait=9 ",
                        "POST /sessions/7/statements {\"code\":\"SELECT 1\"}",
                        "GET /sessions/7/statements/7?wait=9 ")
                .hasSize(2 + 2 * 12);
        assertThat(requests).noneMatch(request -> request.startsWith("DELETE"));
    }

    @Test
    void errorOfTheServerIsReportedWithItsBody() {
        status = 400;

        assertThatThrownBy(() -> workload().run())
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("returned status 400: {\"id\": 7}");
    }

    @Test
    void serverThatDoesNotAnswerIsNamed() {
        RecordingWorkload workload = workload();
        livy.stop(0);

        assertThatThrownBy(workload::run).isInstanceOf(CommandException.class).hasMessageContaining("/sessions failed");
    }
}
