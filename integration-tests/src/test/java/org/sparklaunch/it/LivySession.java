package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;

/** A session of a Livy server, used as any Livy client does: create, poll, post, poll, delete. */
public final class LivySession implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    /** Two sessions on two cores may wait for the idle minute of each other's executors. */
    private static final Duration STATEMENT_LIMIT = Duration.ofMinutes(3);

    private static final Set<String> FINAL_STATES = Set.of("available", "error", "cancelled");

    private final Http livy;
    private final int id;

    private LivySession(Http livy, int id) {
        this.livy = livy;
        this.id = id;
    }

    /** Creates a session of the kind and returns when it is idle. */
    public static LivySession start(Http livy, String kind) {
        return startWith(livy, "{\"kind\":\"" + kind + "\"}");
    }

    /** The same, asked for in so many words. */
    static LivySession startWith(Http livy, String request) {
        Http.Answer created = livy.post("/sessions", request);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        LivySession session = new LivySession(livy, created.json().get("id").asInt());
        session.awaitState("idle");
        return session;
    }

    /** A session that exists, in whatever state it is. */
    static LivySession of(Http livy, int id) {
        return new LivySession(livy, id);
    }

    int id() {
        return id;
    }

    String path() {
        return "/sessions/" + id;
    }

    /** Returns when the session is in the state. */
    public void awaitState(String wanted) {
        await("session " + id + " " + wanted)
                .atMost(START_LIMIT)
                .until(() -> livy.get(path() + "/state").json().get("state").asText(), wanted::equals);
    }

    /** Runs the code to its end and returns the statement. */
    public JsonNode run(String code) {
        return awaitStatement(post(code));
    }

    /** The same in a language of its own, whatever the session's. */
    JsonNode run(String kind, String code) {
        return awaitStatement(post(kind, code));
    }

    /** Runs a statement of kind query, given as its JSON, to its end and returns it. */
    JsonNode runQuery(String payload) {
        Http.Answer posted = livy.post("/spark-launch" + path() + "/statements", payload);
        assertThat(posted.status()).as(posted.body()).isEqualTo(201);
        return awaitStatement(posted.json().at("/statement/id").asInt());
    }

    /** Sends the code and returns its statement, which may still wait. */
    public int post(String code) {
        return postBody("{\"code\":" + Http.quoted(code) + "}");
    }

    int post(String kind, String code) {
        return postBody("{\"kind\":\"" + kind + "\",\"code\":" + Http.quoted(code) + "}");
    }

    private int postBody(String body) {
        Http.Answer posted = livy.post(path() + "/statements", body);
        assertThat(posted.status()).as(posted.body()).isEqualTo(201);
        return posted.json().get("id").asInt();
    }

    /** Returns the statement when it is over. */
    public JsonNode awaitStatement(int statement) {
        return await("statement " + statement)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .atMost(STATEMENT_LIMIT)
                .ignoreExceptions()
                .until(
                        () -> statement(statement),
                        found -> FINAL_STATES.contains(found.get("state").asText()));
    }

    /** Returns when the statement has begun. */
    public void awaitRunning(int statement) {
        JsonNode begun = await("statement " + statement + " begun")
                .atMost(STATEMENT_LIMIT)
                .until(
                        () -> statement(statement),
                        found -> !"waiting".equals(found.get("state").asText()));
        assertThat(begun.get("state").asText()).as(begun.toString()).isEqualTo("running");
    }

    JsonNode statement(int statement) {
        return livy.get(path() + "/statements/" + statement).json();
    }

    @Override
    public void close() {
        livy.delete(path());
    }
}
