package org.sparklaunch.livy.server.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sparklaunch.livy.server.batch.Batches;
import org.sparklaunch.livy.server.pool.PoolStatus;
import org.sparklaunch.livy.server.session.SessionManager;
import org.sparklaunch.metrics.ServerMetrics;

/** Handles metrics besides Livy's gauges: threads, and all metrics for Prometheus under a path of this product. */
final class MetricsRoutes {
    /** Actions that the audit log names besides those of requests. */
    private static final List<String> OTHER_ACTIONS = List.of(
            "change",
            "read",
            "login",
            "end_statement",
            "end_job",
            "end_session",
            "reload_policy",
            "revoke_session",
            "revoke_batch");

    private final ServerMetrics metrics;

    /** Adds the gauges. */
    MetricsRoutes(ServerMetrics metrics, SessionManager sessions, Batches batches, LivyRest.Drivers drivers) {
        this.metrics = metrics;
        metrics.addGauge(
                "sessions",
                "Sessions by state.",
                "state",
                () -> count(sessions.all().stream(), s -> s.state().wireName()));
        metrics.addGauge(
                "batches",
                "Batches by state.",
                "state",
                () -> count(batches.all().stream(), b -> b.state().wireName()));
        addDrivers(metrics, drivers);
    }

    private static void addDrivers(ServerMetrics metrics, LivyRest.Drivers drivers) {
        metrics.addGauge("warm_drivers", "Warm drivers that no session has claimed.", "state", () -> {
            PoolStatus warm = drivers.pool().get();
            return Map.of("ready", warm.ready(), "starting", warm.starting());
        });
        metrics.addGauge(
                "shared_drivers",
                "Drivers with sessions of several requests.",
                () -> drivers.shared().get().size());
        metrics.addGauge(
                "shared_driver_sessions",
                "Sessions in shared drivers.",
                () -> drivers.shared().get().stream()
                        .mapToInt(driver -> driver.sessions().size())
                        .sum());
        metrics.addCounter("sessions_started_total", "Sessions started, by how their driver began.", "driver", () -> {
            PoolStatus warm = drivers.pool().get();
            return Map.of("warm", warm.claimed(), "cold", warm.cold());
        });
    }

    private static <T> Map<String, Long> count(Stream<T> entries, Function<T, String> state) {
        return entries.collect(Collectors.groupingBy(state, Collectors.counting()));
    }

    /** Returns the names of actions that are counted one by one. */
    static Set<String> actions() {
        Set<String> names = new HashSet<>(OTHER_ACTIONS);
        names.addAll(AuditedAction.names());
        return names;
    }

    void register(RoutesConfig routes) {
        routes.get("/metrics/threads", MetricsRoutes::threads);
        // Livy has registered no checks, which its library calls not implemented; the real one is /spark-launch/health.
        routes.get("/metrics/healthcheck", ctx -> Json.write(ctx, 501, Map.of()));
        routes.get(
                "/spark-launch/metrics",
                ctx -> ctx.contentType(ServerMetrics.CONTENT_TYPE).result(metrics.text()));
    }

    private static void threads(Context ctx) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        String dump = Stream.of(threads.dumpAllThreads(true, true))
                .map(ThreadInfo::toString)
                .collect(Collectors.joining());
        ctx.contentType("text/plain;charset=utf-8").result(dump);
    }
}
