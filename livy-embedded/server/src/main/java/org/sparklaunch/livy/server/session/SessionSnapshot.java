package org.sparklaunch.livy.server.session;

import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.request.SessionSpec;
import org.sparklaunch.livy.server.supply.SessionStart;

/** A session at one moment. */
public record SessionSnapshot(
        int id,
        @Nullable String owner,
        SessionSpec spec,
        SessionState state,
        SessionStart start,
        @Nullable String applicationId,
        @Nullable String uiUrl) {}
