package org.sparklaunch.livy.server.rest;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.server.request.SessionSpec;

/** The body of {@code POST /sessions}: Livy's 17 fields. The type's name is in error texts that clients grep. */
record CreateInteractiveRequest(
        @Nullable @JsonDeserialize(using = KindDeserializer.class)
        SessionKind kind,

        @Nullable String proxyUser,
        @Nullable List<String> jars,
        @Nullable List<String> pyFiles,
        @Nullable List<String> files,
        @Nullable String driverMemory,
        int driverCores,
        @Nullable String executorMemory,
        int executorCores,
        int numExecutors,
        @Nullable List<String> archives,
        @Nullable String queue,
        @Nullable String name,
        @Nullable Map<String, String> conf,
        int heartbeatTimeoutInSecond,
        @Nullable String ttl,
        @Nullable String idleTimeout) {

    /** Returns the specification of the session. */
    SessionSpec toSpec(@Nullable String actingAs) {
        return new SessionSpec(
                Objects.requireNonNullElse(kind, SessionKind.SHARED),
                name,
                actingAs,
                new SessionSpec.Resources(
                        driverMemory, driverCores, executorMemory, executorCores, numExecutors, queue),
                SessionSpec.Files.of(jars, pyFiles, files, archives),
                new SessionSpec.Lifetime(ttl, idleTimeout, heartbeatTimeoutInSecond),
                Objects.requireNonNullElse(conf, Map.of()));
    }
}
