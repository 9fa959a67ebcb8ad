package org.sparklaunch.livy.server.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.batch.BatchSnapshot;

/** A batch as Livy 0.9 shows it; the components' order is the order of the keys. */
record BatchJson(
        int id,
        @Nullable String name,
        @Nullable String owner,
        @Nullable String proxyUser,
        String state,
        @Nullable String appId,
        SessionJson.AppInfo appInfo,
        List<String> log) {

    static BatchJson of(BatchSnapshot batch, List<String> log) {
        return new BatchJson(
                batch.id(),
                batch.name(),
                batch.owner(),
                batch.proxyUser(),
                batch.state().wireName(),
                batch.applicationId(),
                new SessionJson.AppInfo(null, batch.uiUrl(), null),
                log);
    }
}
