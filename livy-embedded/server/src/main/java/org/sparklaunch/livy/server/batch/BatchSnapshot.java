package org.sparklaunch.livy.server.batch;

import org.jspecify.annotations.Nullable;

/**
 * A batch at one moment.
 *
 * @param updatedAt the time when its end began or happened, epoch milliseconds; 0 before
 */
public record BatchSnapshot(
        int id,
        @Nullable String name,
        @Nullable String owner,
        @Nullable String proxyUser,
        BatchState state,
        @Nullable String applicationId,
        @Nullable String uiUrl,
        long updatedAt) {}
