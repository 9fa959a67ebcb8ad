package org.sparklaunch.livy.server.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sparklaunch.livy.server.batch.Batches;
import org.sparklaunch.livy.server.pool.PoolStatus;
import org.sparklaunch.livy.server.session.SessionManager;
import org.sparklaunch.livy.server.shared.SharedStatus;

/** Handles metrics besides Livy's gauges: threads, and the gauges for Prometheus under a path of this product. */
final class MetricsRoutes {
    private final SessionManager sessions;
    private final Batches batches;
    private final LivyRest.Drivers drivers;

    MetricsRoutes(SessionManager sessions, Batches batches, LivyRest.Drivers drivers) {
        this.sessions = sessions;
        this.batches = batches;
        this.drivers = drivers;
    }

    void register(RoutesConfig routes) {
        routes.get("/metrics/threads", MetricsRoutes::threads);
        // Livy has registered no checks, which its library calls not implemented; the real one is /spark-launch/health.
        routes.get("/metrics/healthcheck", ctx -> Json.write(ctx, 501, Map.of()));
        routes.get("/spark-launch/metrics", this::prometheus);
    }

    private static void threads(Context ctx) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        String dump = Stream.of(threads.dumpAllThreads(true, true))
                .map(ThreadInfo::toString)
                .collect(Collectors.joining());
        ctx.contentType("text/plain;charset=utf-8").result(dump);
    }

    private void prometheus(Context ctx) {
        StringBuilder text = new StringBuilder();
        gauge(
                text,
                "livy_sessions",
                count(sessions.all().stream(), s -> s.state().wireName()));
        gauge(text, "livy_batches", count(batches.all().stream(), b -> b.state().wireName()));
        PoolStatus warm = drivers.pool().get();
        Map<String, Long> members = Map.of("ready", (long) warm.ready(), "starting", (long) warm.starting());
        gauge(text, "livy_warm_drivers", new TreeMap<>(members));
        List<SharedStatus> shared = drivers.shared().get();
        gauge(text, "livy_shared_drivers", shared.size());
        gauge(
                text,
                "livy_shared_driver_sessions",
                shared.stream().mapToInt(driver -> driver.sessions().size()).sum());
        gauge(text, "livy_sessions_started{driver=\"warm\"}", warm.claimed());
        gauge(text, "livy_sessions_started{driver=\"cold\"}", warm.cold());
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        gauge(
                text,
                "jvm_memory_used_bytes{area=\"heap\"}",
                memory.getHeapMemoryUsage().getUsed());
        gauge(
                text,
                "jvm_memory_used_bytes{area=\"nonheap\"}",
                memory.getNonHeapMemoryUsage().getUsed());
        gauge(text, "jvm_threads", ManagementFactory.getThreadMXBean().getThreadCount());
        ctx.contentType("text/plain;version=0.0.4;charset=utf-8").result(text.toString());
    }

    private static <T> Map<String, Long> count(Stream<T> entries, Function<T, String> state) {
        return entries.collect(Collectors.groupingBy(state, TreeMap::new, Collectors.counting()));
    }

    private static void gauge(StringBuilder text, String name, Map<String, Long> byState) {
        text.append("# TYPE ").append(name).append(" gauge\n");
        byState.forEach((state, count) -> gauge(text, name + "{state=\"" + state + "\"}", count));
    }

    private static void gauge(StringBuilder text, String sample, long value) {
        text.append(sample).append(' ').append(value).append('\n');
    }
}
