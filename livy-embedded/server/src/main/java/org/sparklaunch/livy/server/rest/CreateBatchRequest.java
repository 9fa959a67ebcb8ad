package org.sparklaunch.livy.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.batch.BatchSpec;

/** The body of {@code POST /batches}: Livy's 16 fields. The type's name is in error messages that clients grep. */
final class CreateBatchRequest extends ApplicationRequest {
    @JsonProperty
    private @Nullable String file;

    @JsonProperty
    private @Nullable List<String> args;

    @JsonProperty
    private @Nullable String className;

    /** Returns the specification of the batch. */
    BatchSpec toSpec(@Nullable String actingAs) {
        return new BatchSpec(
                Objects.requireNonNullElse(file, ""),
                className,
                Objects.requireNonNullElse(args, List.of()),
                name(),
                actingAs,
                resources(),
                files(),
                conf());
    }
}
