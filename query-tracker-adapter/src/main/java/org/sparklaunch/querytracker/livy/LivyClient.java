package org.sparklaunch.querytracker.livy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.querytracker.livy.LivyException.Reason;
import org.sparklaunch.querytracker.livy.LivyHttp.Authorization;
import org.sparklaunch.querytracker.livy.LivyHttp.Call;
import org.sparklaunch.querytracker.token.Token;

/**
 * Acts for one user on one server. Thread-safe. Methods throw {@link LivyException} when the server does not do what was
 * asked, and {@link InterruptedException} when the thread is interrupted while it waits for an answer.
 */
public final class LivyClient {
    private static final String EXTENSION = "/spark-launch";

    private final LivyHttp http;
    private final Login login;
    private final boolean waits;

    /** How the server identifies the caller: by token, or on a stock Livy by the name alone. */
    record Login(@Nullable Token token, @Nullable String proxyUser) {}

    LivyClient(LivyHttp http, Login login, boolean waits) {
        this.http = http;
        this.login = login;
        this.waits = waits;
    }

    /** Creates a session of kind {@code sql} and returns while it starts. */
    public LivySession create(String name, Map<String, String> conf) throws InterruptedException {
        ObjectNode body = LivyHttp.JSON.createObjectNode().put("kind", "sql").put("name", name);
        ObjectNode confNode = body.putObject("conf");
        conf.forEach(confNode::put);
        if (login.proxyUser() != null) {
            body.put("proxyUser", login.proxyUser());
        }
        return session(http.send(Call.of("POST", "/sessions", body, authorization())));
    }

    /** Returns how the server obtained the driver of a session; empty for a stock server. */
    public Optional<String> startVerdict(int session) throws InterruptedException {
        if (!waits) {
            return Optional.empty();
        }
        return orEmpty("/spark-launch/sessions/" + session + "/start", Duration.ZERO)
                .map(start -> start.path("verdict").textValue());
    }

    /**
     * Returns a session by its id or unique name; empty when the server has no such session of this user.
     *
     * @param wait how long the server may delay its answer while the session starts; a stock server answers at once
     */
    public Optional<LivySession> find(String idOrName, Duration wait) throws InterruptedException {
        return orEmpty(path("/sessions/" + idOrName, wait), wait).map(LivyClient::session);
    }

    /** Ends a session; does nothing if it does not exist any more. */
    public void delete(int session) throws InterruptedException {
        try {
            http.send(Call.of("DELETE", "/sessions/" + session, null, authorization()));
        } catch (LivyException e) {
            if (e.reason() != Reason.NOT_FOUND) {
                throw e;
            }
        }
    }

    /**
     * Runs a query of several statements with arguments in a session of a server that {@linkplain #takesQueries() takes}
     * them; the answer has the statement's id.
     */
    public LivyStatement submit(int session, JsonNode query) throws InterruptedException {
        return statement(http.send(Call.of("POST", EXTENSION + statements(session), query, authorization())));
    }

    /** Runs SQL in a session; the answer has the statement's id. */
    public LivyStatement submit(int session, String sql) throws InterruptedException {
        Map<String, String> body = Map.of("code", sql, "kind", "sql");
        return statement(http.send(Call.of("POST", statements(session), body, authorization())));
    }

    /**
     * Returns a statement.
     *
     * @param wait how long the server may delay its answer until the statement is final; a stock server answers at
     *     once
     */
    public Optional<LivyStatement> statement(int session, int statement, Duration wait) throws InterruptedException {
        String path = (waits ? EXTENSION : "") + statements(session) + "/" + statement;
        return orEmpty(path(path, wait), wait).map(LivyClient::statement);
    }

    /** Returns the newest statement of a session. */
    public Optional<LivyStatement> latestStatement(int session) throws InterruptedException {
        JsonNode answer =
                http.send(Call.get(statements(session) + "?order=desc&size=1", authorization(), Duration.ZERO));
        JsonNode first = answer.path("statements").path(0);
        return first.isMissingNode() ? Optional.empty() : Optional.of(statement(first));
    }

    /** Asks the server to cancel a statement. The statement ends later. */
    public void cancel(int session, int statement) throws InterruptedException {
        http.send(Call.of("POST", statements(session) + "/" + statement + "/cancel", Map.of(), authorization()));
    }

    /** Whether the server delays answers as requested; otherwise the caller has to poll. */
    public boolean waits() {
        return waits;
    }

    /** Whether the server runs queries with arguments and reports their progress in numbers. */
    public boolean takesQueries() {
        return waits;
    }

    private Optional<JsonNode> orEmpty(String path, Duration wait) throws InterruptedException {
        try {
            return Optional.of(http.send(Call.get(path, authorization(), wait)));
        } catch (LivyException e) {
            if (e.reason() == Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private String path(String path, Duration wait) {
        return waits && wait.toSeconds() > 0 ? path + "?wait=" + wait.toSeconds() : path;
    }

    private @Nullable Authorization authorization() {
        return login.token() == null ? null : Authorization.bearer(login.token());
    }

    private static String statements(int session) {
        return "/sessions/" + session + "/statements";
    }

    private static LivySession session(JsonNode node) {
        List<String> log = new ArrayList<>();
        node.path("log").forEach(line -> log.add(line.asText()));
        return new LivySession(
                node.path("id").asInt(-1),
                node.path("name").textValue(),
                node.path("state").asText(),
                log);
    }

    private static LivyStatement statement(JsonNode answer) {
        JsonNode node = answer.has("statement") ? answer.path("statement") : answer;
        return new LivyStatement(
                node.path("id").asInt(-1),
                node.path("code").asText(),
                node.path("state").asText(),
                node.path("progress").asDouble(),
                counts(answer.path("counts")),
                node.hasNonNull("output") ? node.get("output") : null);
    }

    private static LivyCounts counts(JsonNode node) {
        return new LivyCounts(
                node.path("stages").asInt(),
                node.path("stagesDone").asInt(),
                node.path("tasks").asInt(),
                node.path("tasksDone").asInt(),
                node.path("rows").asLong());
    }
}
