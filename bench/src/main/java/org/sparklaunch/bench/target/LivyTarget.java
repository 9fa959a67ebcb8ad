package org.sparklaunch.bench.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A Livy server as its client. Where the server can answer when something has happened ({@code ?wait=}, a thing of ours)
 * that is used; else it is asked again and again with a short pause, more often than real clients do. Not thread-safe.
 */
public final class LivyTarget implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long POLL_NANOS = 2_000_000;
    private static final String WAIT = "?wait=60";
    private static final int WARM_LOOKS = 600;
    private static final long WARM_PAUSE_MILLIS = 250;

    private final URI server;
    private final HttpConnection connection;
    private final String wait;

    /** Connects and finds out whether the server can wait. */
    public LivyTarget(URI server) {
        this.server = server;
        try {
            this.connection = new HttpConnection(server);
            this.wait = connection.send("GET", "/spark-launch/health").status() == 200 ? WAIT : "";
        } catch (IOException e) {
            throw new UncheckedIOException("no Livy server at " + server, e);
        }
    }

    /** A session that was idle when it came; closing ends it. */
    public final class Session implements AutoCloseable {
        private final int id;
        private final double idleMillis;

        private Session(int id, double idleMillis) {
            this.id = id;
            this.idleMillis = idleMillis;
        }

        /** The server's number of it. */
        public int id() {
            return id;
        }

        /** From the POST to the answer that says {@code idle}. */
        public double idleMillis() {
            return idleMillis;
        }

        /** Runs a statement; milliseconds from the POST to the answer that says {@code available}. */
        public double run(String sql) {
            return LivyTarget.this.run(id, sql);
        }

        /** Reads the whole result of a statement; milliseconds from the GET to the last byte. */
        public double readResult(int statement, long rows) {
            return LivyTarget.this.readResult(
                    "/spark-launch/sessions/" + id + "/statements/" + statement + "/result", rows);
        }

        @Override
        public void close() {
            call("DELETE", "/sessions/" + id, "");
        }
    }

    /** Returns when the server has a driver ready for the next session; not to be asked of a server without a pool. */
    public void awaitWarmDriver() throws InterruptedException {
        for (int i = 0; i < WARM_LOOKS; i++) {
            if (call("GET", "/spark-launch/pool", "").path("ready").asInt() > 0) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(WARM_PAUSE_MILLIS);
        }
        throw new IllegalStateException("no driver of " + server + " became ready within "
                + TimeUnit.MILLISECONDS.toSeconds(WARM_LOOKS * WARM_PAUSE_MILLIS) + " s");
    }

    /** Creates a session of kind {@code sql} and waits until it is idle. */
    public Session createSession() {
        long start = System.nanoTime();
        int id = call("POST", "/sessions", "{\"kind\":\"sql\"}").path("id").asInt();
        JsonNode session = await("/sessions/" + id, "starting", "not_started");
        if (!session.path("state").asText().equals("idle")) {
            throw new IllegalStateException("the session at " + server + " did not become idle: " + session);
        }
        return new Session(id, millisSince(start));
    }

    /** Leaves a finished session behind: created, and stopped while its driver starts, so that it costs little. */
    public void finishSession() {
        int id = call("POST", "/sessions", "{\"kind\":\"sql\"}").path("id").asInt();
        call("POST", "/sessions/" + id + "/stop", "");
    }

    private double run(int session, String sql) {
        String statements = "/sessions/" + session + "/statements";
        String body = JSON.createObjectNode().put("code", sql).toString();
        long start = System.nanoTime();
        int id = call("POST", statements, body).path("id").asInt();
        JsonNode statement = await(statements + "/" + id, "waiting", "running");
        double millis = millisSince(start);
        if (!statement.path("output").path("status").asText().equals("ok")) {
            throw new IllegalStateException("the statement " + sql + " failed at " + server + ": " + statement);
        }
        return millis;
    }

    private double readResult(String path, long rows) {
        try {
            long start = System.nanoTime();
            String lines = connection.send("GET", path).body();
            double millis = millisSince(start);
            if (!lines.endsWith("\n{\"rows\":" + rows + "}\n")) {
                throw new IllegalStateException(
                        path + " at " + server + " ended with " + lines.substring(Math.max(0, lines.length() - 200)));
            }
            return millis;
        } catch (IOException e) {
            throw new UncheckedIOException("GET " + path + " at " + server + " failed", e);
        }
    }

    /** Where it is. */
    public URI server() {
        return server;
    }

    private JsonNode await(String path, String... unfinished) {
        while (true) {
            JsonNode answer = call("GET", path + wait, "");
            String state = answer.path("state").asText();
            if (!java.util.List.of(unfinished).contains(state)) {
                return answer;
            }
            if (wait.isEmpty()) {
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    private JsonNode call(String method, String path, String json) {
        try {
            HttpConnection.Answer answer = connection.send(method, path, json);
            if (answer.status() >= 300) {
                throw new IllegalStateException(
                        method + " " + path + " at " + server + " answered " + answer.status() + ": " + answer.body());
            }
            return parse(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " at " + server + " failed", e);
        }
    }

    private static JsonNode parse(String body) throws JsonProcessingException {
        return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
