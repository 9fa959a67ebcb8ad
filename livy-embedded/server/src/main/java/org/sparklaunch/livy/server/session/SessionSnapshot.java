package org.sparklaunch.livy.server.session;

import org.jspecify.annotations.Nullable;

/** A session at one moment. */
public record SessionSnapshot(
        int id,
        @Nullable String owner,
        SessionSpec spec,
        SessionState state,
        SessionStart start,
        @Nullable String applicationId,
        @Nullable String uiUrl) {}
