package org.sparklaunch.livy.server.rest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.request.SessionSpec;
import org.sparklaunch.livy.server.session.SessionSnapshot;

/** A session as Livy 0.9 shows it; the components' order is the order of the keys. */
record SessionJson(
        int id,
        @Nullable String name,
        @Nullable String appId,
        @Nullable String owner,
        @Nullable String proxyUser,
        String state,
        String kind,
        AppInfo appInfo,
        List<String> log,
        @Nullable String ttl,
        @Nullable String idleTimeout,
        @Nullable String driverMemory,
        int driverCores,
        @Nullable String executorMemory,
        int executorCores,
        Map<String, String> conf,
        List<String> archives,
        List<String> files,
        int heartbeatTimeoutInSecond,
        List<String> jars,
        int numExecutors,
        List<String> pyFiles,
        @Nullable String queue) {

    /** The addresses of the application; the keys are always present. */
    record AppInfo(
            @Nullable String driverLogUrl,
            @Nullable String sparkUiUrl,
            @Nullable String executorLogUrls) {}

    /** The nine fields of Livy 0.6 and 0.7: the Java client of that time fails on any other. */
    record Old(
            int id,
            @Nullable String name,
            @Nullable String appId,
            @Nullable String owner,
            @Nullable String proxyUser,
            String state,
            String kind,
            AppInfo appInfo,
            List<String> log) {}

    /** Takes the fields that not every caller may see. */
    static SessionJson of(SessionSnapshot session, Map<String, String> conf, List<String> log) {
        SessionSpec spec = session.spec();
        SessionSpec.Resources resources = spec.resources();
        return new SessionJson(
                session.id(),
                spec.name(),
                session.applicationId(),
                session.owner(),
                spec.proxyUser(),
                session.state().wireName(),
                spec.kind().wireName(),
                new AppInfo(null, session.uiUrl(), null),
                log,
                spec.lifetime().ttl(),
                spec.lifetime().idleTimeout(),
                resources.driverMemory(),
                resources.driverCores(),
                resources.executorMemory(),
                resources.executorCores(),
                conf,
                spec.files().archives(),
                spec.files().files(),
                spec.lifetime().heartbeatTimeoutInSecond(),
                spec.files().jars(),
                resources.numExecutors(),
                spec.files().pyFiles(),
                resources.queue());
    }

    Old old() {
        return new Old(id, name, appId, owner, proxyUser, state, kind, appInfo, log);
    }
}
