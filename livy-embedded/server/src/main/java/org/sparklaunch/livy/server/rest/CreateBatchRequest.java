package org.sparklaunch.livy.server.rest;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.batch.BatchSpec;
import org.sparklaunch.livy.server.request.SessionSpec;

/** The body of {@code POST /batches}: Livy's 16 fields. The type's name is in error texts that clients grep. */
record CreateBatchRequest(
        @Nullable String file,
        @Nullable String proxyUser,
        @Nullable List<String> args,
        @Nullable String className,
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
        @Nullable Map<String, String> conf) {

    /** Returns the specification of the batch. */
    BatchSpec toSpec(@Nullable String actingAs) {
        return new BatchSpec(
                Objects.requireNonNullElse(file, ""),
                className,
                Objects.requireNonNullElse(args, List.of()),
                name,
                actingAs,
                new SessionSpec.Resources(
                        driverMemory, driverCores, executorMemory, executorCores, numExecutors, queue),
                SessionSpec.Files.of(jars, pyFiles, files, archives),
                Objects.requireNonNullElse(conf, Map.of()));
    }
}
