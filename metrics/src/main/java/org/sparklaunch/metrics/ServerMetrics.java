package org.sparklaunch.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.sparklaunch.authentication.audit.AuditEvent;

/**
 * The metrics of a server for Prometheus: counts and times of the events of its audit log, figures of its JVM, and gauges that the
 * server adds. Labels have few values, whatever clients send. Thread-safe.
 */
public final class ServerMetrics {
    /** The content type of {@link #text}. */
    public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final String OTHER = "other";
    private static final double[] SECONDS = {0.005, 0.02, 0.1, 0.5, 2, 10, 60, 300, 1_800, 7_200};

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final String prefix;
    private final Set<String> actions;
    private final Counter counted;
    private final Histogram timed;

    /**
     * Registers the counters and the JVM's figures.
     *
     * @param prefix begins the names of the server's metrics, such as {@code livy}
     * @param actions the actions of events that become values of a label; the others are counted together
     */
    public ServerMetrics(String prefix, Set<String> actions) {
        this.prefix = prefix;
        this.actions = Set.copyOf(actions);
        counted = Counter.builder()
                .name(prefix + "_actions_total")
                .help("Actions of users and of the server, as in its audit log.")
                .labelNames("action", "verdict")
                .register(registry);
        timed = Histogram.builder()
                .name(prefix + "_action_seconds")
                .help("Time of each action: of requests, and from start to end of statements, sessions and queries.")
                .labelNames("action")
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .register(registry);
        JvmMemoryMetrics.builder().register(registry);
        JvmThreadsMetrics.builder().register(registry);
        JvmGarbageCollectorMetrics.builder().register(registry);
        ProcessMetrics.builder().register(registry);
    }

    /** Counts an event of the audit log. */
    public void count(AuditEvent event) {
        String action = actions.contains(event.action()) ? event.action() : OTHER;
        counted.labelValues(action, event.verdict().name().toLowerCase(Locale.ROOT))
                .inc();
        if (event.duration() != null) {
            timed.labelValues(action).observe(event.duration().toNanos() / 1e9);
        }
    }

    /** Adds a gauge that is read for each answer. */
    public void addGauge(String name, String help, Supplier<? extends Number> value) {
        GaugeWithCallback.builder()
                .name(prefix + "_" + name)
                .help(help)
                .callback(gauge -> gauge.call(value.get().doubleValue()))
                .register(registry);
    }

    /** Adds a gauge with one label, whose values are read for each answer. */
    public void addGauge(
            String name, String help, String label, Supplier<? extends Map<String, ? extends Number>> values) {
        GaugeWithCallback.builder()
                .name(prefix + "_" + name)
                .help(help)
                .labelNames(label)
                .callback(gauge -> values.get().forEach((key, value) -> gauge.call(value.doubleValue(), key)))
                .register(registry);
    }

    /** Adds counters with one label, whose values are read for each answer. */
    public void addCounter(
            String name, String help, String label, Supplier<? extends Map<String, ? extends Number>> values) {
        CounterWithCallback.builder()
                .name(prefix + "_" + name)
                .help(help)
                .labelNames(label)
                .callback(counter -> values.get().forEach((key, value) -> counter.call(value.doubleValue(), key)))
                .register(registry);
    }

    /** Returns all metrics in Prometheus' text format, UTF-8. */
    public byte[] text() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(text, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the metrics", e);
        }
        return text.toByteArray();
    }
}
