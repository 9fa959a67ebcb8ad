package org.sparklaunch.launcher.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What Spark's master says of itself at {@code /json/}. */
public final class MasterStatus {
    private final HttpProbe probe;
    private final String url;

    /** Of the master with this web page, such as {@code http://127.0.0.1:8080}. */
    public MasterStatus(HttpProbe probe, String webUi) {
        this.probe = probe;
        this.url = webUi + "/json/";
    }

    /** Whether it answers and is the leader. */
    public boolean isAlive() {
        return read().map(json -> json.path("status").asText().equals("ALIVE")).orElse(false);
    }

    /** Whether a worker on this port has registered and is alive. */
    public boolean hasWorker(int port) {
        return read().stream()
                .flatMap(json -> StreamSupport.stream(json.path("workers").spliterator(), false))
                .anyMatch(w -> w.path("port").asInt() == port
                        && w.path("state").asText().equals("ALIVE"));
    }

    private Optional<JsonNode> read() {
        return probe.get(url).flatMap(text -> {
            try {
                return Optional.of(new ObjectMapper().readTree(text));
            } catch (IOException e) {
                return Optional.empty(); // A page that is still being set up.
            }
        });
    }
}
