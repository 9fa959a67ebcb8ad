package org.sparklaunch.livy.server.request;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.SessionKind;

/** A session as requested; responses repeat these values. */
public record SessionSpec(
        SessionKind kind,
        @Nullable String name,
        @Nullable String proxyUser,
        Resources resources,
        Files files,
        Lifetime lifetime,
        Map<String, String> conf) {

    /** A request with default settings only. */
    public static final SessionSpec PLAIN = new SessionSpec(
            SessionKind.SHARED,
            null,
            null,
            new Resources(null, 0, null, 0, 0, null),
            new Files(List.of(), List.of(), List.of(), List.of()),
            new Lifetime(null, null, 0),
            Map.of());

    /** The resources of a session; a number is 0 and a string null where the request has none. */
    public record Resources(
            @Nullable String driverMemory,
            int driverCores,
            @Nullable String executorMemory,
            int executorCores,
            int numExecutors,
            @Nullable String queue) {}

    /** The files that Spark distributes. */
    public record Files(List<String> jars, List<String> pyFiles, List<String> files, List<String> archives) {

        /** Returns the files of a request; a missing list is empty. */
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
