package org.sparklaunch.livy.server.session;

import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.request.SessionSpec;
import org.sparklaunch.livy.server.supply.SessionStart;

/**
 * A session at one moment.
 *
 * @param updatedAt the time of the last change of its state, epoch milliseconds; 0 when there was none
 */
public record SessionSnapshot(
        int id,
        @Nullable String owner,
        SessionSpec spec,
        SessionState state,
        SessionStart start,
        @Nullable String applicationId,
        @Nullable String uiUrl,
        long updatedAt) {}
