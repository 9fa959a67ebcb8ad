package org.sparklaunch.livy.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.request.SessionSpec;

/** The 13 fields that Livy's requests for a session and for a batch have in common. */
abstract class ApplicationRequest {
    @JsonProperty
    private @Nullable String proxyUser;

    @JsonProperty
    private @Nullable List<String> jars;

    @JsonProperty
    private @Nullable List<String> pyFiles;

    @JsonProperty
    private @Nullable List<String> files;

    @JsonProperty
    private @Nullable String driverMemory;

    @JsonProperty
    private int driverCores;

    @JsonProperty
    private @Nullable String executorMemory;

    @JsonProperty
    private int executorCores;

    @JsonProperty
    private int numExecutors;

    @JsonProperty
    private @Nullable List<String> archives;

    @JsonProperty
    private @Nullable String queue;

    @JsonProperty
    private @Nullable String name;

    @JsonProperty
    private @Nullable Map<String, String> conf;

    @Nullable
    String proxyUser() {
        return proxyUser;
    }

    @Nullable
    String name() {
        return name;
    }

    Map<String, String> conf() {
        return Objects.requireNonNullElse(conf, Map.of());
    }

    SessionSpec.Resources resources() {
        return new SessionSpec.Resources(driverMemory, driverCores, executorMemory, executorCores, numExecutors, queue);
    }

    SessionSpec.Files files() {
        return SessionSpec.Files.of(jars, pyFiles, files, archives);
    }
}
