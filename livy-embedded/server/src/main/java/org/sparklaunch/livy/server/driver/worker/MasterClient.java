package org.sparklaunch.livy.server.driver.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.pages.PagePassword;

/**
 * Calls the REST submission servers of Spark's masters (protocol v1), of which one leads and the others refuse.
 * Thread-safe. Spark's own submit program would cost a JVM and two seconds for each request, and reports the end of a
 * driver only to a client that waits for it.
 */
final class MasterClient {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    private final List<String> masters;
    private final Optional<PagePassword> password;
    private volatile int leader;

    /**
     * Takes {@code host:port} of each master's submission server.
     *
     * @param password of the servers and pages; empty when they are open
     */
    MasterClient(List<String> masters, Optional<PagePassword> password) {
        this.masters = List.copyOf(masters);
        this.password = password;
    }

    /**
     * Submits a driver, once the master has proved that it knows the password of the cluster: the request has a secret.
     *
     * @param request the whole request
     * @return the master's id of the driver
     * @throws IOException when no master accepted the request
     */
    String submit(ObjectNode request) throws IOException {
        if (password.isPresent()) {
            ask("GET", "status/none", null);
        }
        JsonNode answer = ask("POST", "create", request);
        if (!answer.path("success").asBoolean()) {
            throw new IOException("Spark's master refused the driver: "
                    + answer.path("message").asText());
        }
        return answer.path("submissionId").asText();
    }

    /** Returns the state of a driver. */
    Submission status(String submission) throws IOException {
        JsonNode answer = ask("GET", "status/" + submission, null);
        String state = answer.path("driverState").asText("");
        if (!answer.path("success").asBoolean() || state.isEmpty()) {
            return new Submission(Submission.State.NOT_FOUND, null, null);
        }
        return new Submission(Submission.State.valueOf(state), text(answer, "workerId"), text(answer, "message"));
    }

    /** Kills a driver, running or waiting for a worker; without effect when it has ended. */
    void kill(String submission) throws IOException {
        ask("POST", "kill/" + submission, MAPPER.createObjectNode());
    }

    private static @Nullable String text(JsonNode answer, String key) {
        return answer.hasNonNull(key) ? answer.get(key).asText() : null;
    }

    /**
     * Sends to the master that answered last, then to the others; a master that does not lead refuses in its message.
     */
    private JsonNode ask(String method, String path, @Nullable ObjectNode body) throws IOException {
        List<String> troubles = new ArrayList<>();
        int first = leader;
        for (int i = 0; i < masters.size(); i++) {
            int at = (first + i) % masters.size();
            try {
                JsonNode answer = ask(masters.get(at), method, path, body);
                if (!answer.path("message").asText().contains("Current state is not alive")) {
                    leader = at;
                    return answer;
                }
                troubles.add(masters.get(at) + ": " + answer.path("message").asText());
            } catch (IOException e) {
                troubles.add(masters.get(at) + ": " + e);
            }
        }
        throw new IOException("no Spark master answered as the leader: " + String.join("; ", troubles));
    }

    private JsonNode ask(String master, String method, String path, @Nullable ObjectNode body) throws IOException {
        HttpRequest.BodyPublisher content = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(MAPPER.writeValueAsString(body));
        HttpRequest request = request(URI.create("http://" + master + "/v1/submissions/" + path), method)
                .header("Content-Type", "application/json;charset=UTF-8")
                .method(method, content)
                .build();
        return MAPPER.readTree(send(request));
    }

    /** Returns the body at an address of a master's or worker's page. */
    String page(String url) throws IOException {
        return send(request(URI.create(url), "GET").build());
    }

    private HttpRequest.Builder request(URI uri, String method) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(LIMIT);
        password.ifPresent(known -> request.header(PagePassword.PROOF, known.prove(method, uri, Instant.now())));
        return request;
    }

    /** Another account may have the port of a master that died. */
    private void requireAnswer(HttpRequest request, HttpResponse<String> response) throws IOException {
        String proof = request.headers().firstValue(PagePassword.PROOF).orElse("");
        String answer = response.headers().firstValue(PagePassword.ANSWER).orElse("");
        if (password.isPresent() && !password.get().isAnswer(answer, proof)) {
            throw new IOException("the server at " + request.uri().getAuthority()
                    + " does not know the secret of this cluster (status " + response.statusCode() + ")");
        }
    }

    private String send(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            requireAnswer(request, answer);
            // The submission server reports a refusal in the body of a 200, or of a 400 for a malformed request.
            if (answer.statusCode() >= 500) {
                throw new IOException("status " + answer.statusCode() + " from "
                        + request.uri().getAuthority());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking " + request.uri().getAuthority(), e);
        }
    }
}
