package org.sparklaunch.bench.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/** A query tracker as its client, on one connection. Not thread-safe. */
public final class TrackerTarget implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI tracker;
    private final HttpConnection connection;

    /** Connects. */
    public TrackerTarget(URI tracker) {
        this.tracker = tracker;
        try {
            this.connection = new HttpConnection(tracker);
        } catch (IOException e) {
            throw new UncheckedIOException("no query tracker at " + tracker, e);
        }
    }

    /** Runs a query; milliseconds from its start to the answer with its rows. */
    public double run(String sql) {
        String body = JSON.createObjectNode().put("query", sql).toString();
        long start = System.nanoTime();
        String id = JSON.convertValue(call("POST", "start_query", body).path("query_id"), String.class);
        JsonNode query = call("GET", "get_query?wait=60&query_id=" + id, "");
        String rows = send("GET", "read_query_result?query_id=" + id, "");
        double millis = (System.nanoTime() - start) / 1e6;
        if (!query.path("state").asText().equals("completed") || rows.isEmpty()) {
            throw new IllegalStateException("the query " + sql + " failed at " + tracker + ": " + query);
        }
        return millis;
    }

    private JsonNode call(String method, String path, String json) {
        try {
            return JSON.readTree(send(method, path, json));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " at " + tracker + " answered no JSON", e);
        }
    }

    private String send(String method, String path, String json) {
        try {
            HttpConnection.Answer answer = connection.send(method, "/api/v4/" + path, json);
            if (answer.status() >= 300) {
                throw new IllegalStateException(
                        method + " " + path + " at " + tracker + " answered " + answer.status() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " at " + tracker + " failed", e);
        }
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
