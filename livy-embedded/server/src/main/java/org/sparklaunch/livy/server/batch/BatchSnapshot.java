package org.sparklaunch.livy.server.batch;

import org.jspecify.annotations.Nullable;

/** A batch at one moment. */
public record BatchSnapshot(
        int id,
        @Nullable String name,
        @Nullable String owner,
        @Nullable String proxyUser,
        BatchState state,
        @Nullable String applicationId,
        @Nullable String uiUrl) {}
