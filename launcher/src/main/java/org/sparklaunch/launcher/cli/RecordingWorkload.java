package org.sparklaunch.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;

/** Runs statements in a session of a Livy server that load the classes of most statements. */
final class RecordingWorkload {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SQL = List.of(
            "SELECT 1",
            "CREATE TEMPORARY VIEW t AS SELECT id, id % 7 AS k, cast(id AS string) AS s FROM range(1000)",
            "SELECT k, count(*), avg(id), max(s) FROM t GROUP BY k ORDER BY k",
            "SELECT a.s FROM t a JOIN t b ON a.id = b.id WHERE b.k = 3 ORDER BY a.s LIMIT 10",
            "SELECT row_number() OVER (PARTITION BY k ORDER BY id) FROM t LIMIT 5",
            "CREATE TABLE recorded USING parquet AS SELECT * FROM t",
            "INSERT INTO recorded SELECT * FROM t",
            "SELECT k, count(*) FROM recorded GROUP BY k",
            "SHOW TABLES",
            "DESCRIBE EXTENDED recorded",
            "DROP TABLE recorded",
            "SELECT * FROM nowhere");

    private final URI livy;
    private final Duration limit;
    private final HttpClient http = HttpClient.newHttpClient();

    RecordingWorkload(URI livy, Duration limit) {
        this.livy = livy;
        this.limit = limit;
    }

    /** Runs the statements, and leaves the session and its executor running. */
    void run() throws InterruptedException {
        String session = "/sessions/" + post("/sessions", "kind", "sql");
        await(session);
        for (String sql : SQL) {
            await(session + "/statements/" + post(session + "/statements", "code", sql));
        }
    }

    private int post(String path, String key, String value) throws InterruptedException {
        String body = JSON.createObjectNode().put(key, value).toString();
        return send(request(path).POST(BodyPublishers.ofString(body)))
                .path("id")
                .asInt();
    }

    private void await(String path) throws InterruptedException {
        send(request(path + "?wait=" + limit.toSeconds()).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(livy.resolve(path)).timeout(limit.plusSeconds(5));
    }

    private JsonNode send(HttpRequest.Builder builder) throws InterruptedException {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new CommandException(
                        ExitCode.FAILED,
                        request.uri() + " returned status " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, request.uri() + " failed: " + e, e);
        }
    }
}
