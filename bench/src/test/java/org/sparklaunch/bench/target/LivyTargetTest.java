package org.sparklaunch.bench.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that gives prepared answers, the last of a path again and again. */
class LivyTargetTest {
    private final Map<String, Deque<String>> answers = new ConcurrentHashMap<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldAskUntilTheSessionIsIdle() {
        given("POST /sessions", "{\"id\":4}");
        given("GET /sessions/4", "{\"state\":\"starting\"}", "{\"state\":\"starting\"}", "{\"state\":\"idle\"}");

        try (LivyTarget livy = new LivyTarget(address())) {
            assertThat(livy.createSession().id()).isEqualTo(4);
        }
    }

    @Test
    void shouldLetAServerWaitThatCan() {
        given("GET /spark-launch/health", "{}");
        given("POST /sessions", "{\"id\":4}");
        given("GET /sessions/4?wait=60", "{\"state\":\"idle\"}");

        try (LivyTarget livy = new LivyTarget(address())) {
            assertThat(livy.createSession().idleMillis()).isPositive();
        }
    }

    @Test
    void shouldNotTimeASessionThatDied() {
        given("POST /sessions", "{\"id\":4}");
        given("GET /sessions/4", "{\"state\":\"dead\"}");

        try (LivyTarget livy = new LivyTarget(address())) {
            assertThatIllegalStateException().isThrownBy(livy::createSession).withMessageContaining("dead");
        }
    }

    @Test
    void shouldSayWhenAFinishedSessionCouldNotBeLeft() {
        given("POST /sessions", "{\"id\":4}");

        try (LivyTarget livy = new LivyTarget(address())) {
            assertThatIllegalStateException().isThrownBy(livy::finishSession).withMessageContaining("/sessions/4/stop");
        }
    }

    @Test
    void shouldNotTimeAStatementThatFailed() {
        given("POST /sessions", "{\"id\":4}");
        given("GET /sessions/4", "{\"state\":\"idle\"}");
        given("DELETE /sessions/4", "{}");
        given("POST /sessions/4/statements", "{\"id\":0}");
        given("GET /sessions/4/statements/0", "{\"state\":\"available\",\"output\":{\"status\":\"error\"}}");

        try (LivyTarget livy = new LivyTarget(address());
                LivyTarget.Session session = livy.createSession()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> session.run("select x"))
                    .withMessageContaining("select x");
        }
    }

    @Test
    void shouldCountWhatTheServerAnswered() throws InterruptedException {
        given("GET /sessions/4", "{}");

        double rate = new GetLoad(address(), "/sessions/4", 2).run(Duration.ofMillis(200));

        assertThat(rate).isPositive();
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void given(String request, String... bodies) {
        answers.put(request, new ArrayDeque<>(List.of(bodies)));
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        Deque<String> prepared = answers.get(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        if (prepared == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            String body = prepared.size() > 1 ? prepared.pop() : prepared.peek();
            // Length 0 means chunked to this server: both kinds of bodies are read.
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
        }
        exchange.close();
    }
}
