package org.sparklaunch.launcher.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads the status of Spark's master at {@code /json/}. */
public final class MasterStatus {
    private final HttpProbe probe;
    private final String url;

    /** Reads the master with this web page, such as {@code http://127.0.0.1:8080}. */
    public MasterStatus(HttpProbe probe, String webUi) {
        this.probe = probe;
        this.url = webUi + "/json/";
    }

    /** Returns whether the master answers and is the leader. */
    public boolean isAlive() {
        return status().equals("ALIVE");
    }

    /** Returns whether the master leads or is taking over; empty when it does not answer. */
    public Optional<Boolean> leads() {
        return Optional.of(status()).filter(s -> !s.isEmpty()).map(s -> !s.equals("STANDBY"));
    }

    private String status() {
        return read().map(json -> json.path("status").asText()).orElse("");
    }

    /** Returns whether a worker on this port of a host is registered and alive. */
    public boolean hasWorker(String host, int port) {
        return read().stream()
                .flatMap(json -> StreamSupport.stream(json.path("workers").spliterator(), false))
                .anyMatch(w -> w.path("port").asInt() == port
                        && w.path("host").asText().equals(host)
                        && w.path("state").asText().equals("ALIVE"));
    }

    private Optional<JsonNode> read() {
        return probe.get(url).flatMap(text -> {
            try {
                return Optional.of(new ObjectMapper().readTree(text));
            } catch (IOException e) {
                return Optional.empty(); // The page is not complete yet.
            }
        });
    }
}
