package org.sparklaunch.livy.server.request;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.SessionKind;

/** A session that somebody wants, as asked for; answers repeat it. */
public record SessionSpec(
        SessionKind kind,
        @Nullable String name,
        @Nullable String proxyUser,
        Resources resources,
        Files files,
        Lifetime lifetime,
        Map<String, String> conf) {

    /** Asks for nothing in particular. */
    public static final SessionSpec PLAIN = new SessionSpec(
            SessionKind.SHARED,
            null,
            null,
            new Resources(null, 0, null, 0, 0, null),
            new Files(List.of(), List.of(), List.of(), List.of()),
            new Lifetime(null, null, 0),
            Map.of());

    /** What Spark is to give; a number is 0 and a text null where nothing was asked. */
    public record Resources(
            @Nullable String driverMemory,
            int driverCores,
            @Nullable String executorMemory,
            int executorCores,
            int numExecutors,
            @Nullable String queue) {}

    /** What Spark is to bring along. */
    public record Files(List<String> jars, List<String> pyFiles, List<String> files, List<String> archives) {

        /** As a request has them: what it leaves out is empty. */
        public static Files of(
                @Nullable List<String> jars,
                @Nullable List<String> pyFiles,
                @Nullable List<String> files,
                @Nullable List<String> archives) {
            return new Files(some(jars), some(pyFiles), some(files), some(archives));
        }

        private static List<String> some(@Nullable List<String> values) {
            return Objects.requireNonNullElse(values, List.of());
        }
    }

    /** When the session ends by itself: times in Livy's form, the heartbeat in seconds, 0 for none. */
    public record Lifetime(@Nullable String ttl, @Nullable String idleTimeout, int heartbeatTimeoutInSecond) {}
}
