package org.sparklaunch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sparklaunch.authentication.audit.AuditEvent;
import org.sparklaunch.authentication.audit.AuditEvent.Verdict;

class ServerMetricsTest {
    private final ServerMetrics metrics = new ServerMetrics("door", Set.of("end_query", "login"));

    private static AuditEvent event(String action, Verdict verdict, Duration took) {
        return new AuditEvent(
                action, "ann", "127.0.0.1", Map.of("query", "secret-canary"), verdict, "secret-canary", took);
    }

    private String text() {
        return new String(metrics.text(), StandardCharsets.UTF_8);
    }

    @Test
    void countsEventsByActionAndVerdict() {
        metrics.count(event("end_query", Verdict.ALLOWED, Duration.ofSeconds(1)));
        metrics.count(event("end_query", Verdict.FAILED, null));
        metrics.count(event("end_query", Verdict.FAILED, null));

        assertThat(text())
                .contains("# TYPE door_actions_total counter\n")
                .contains("door_actions_total{action=\"end_query\",verdict=\"allowed\"} 1.0\n")
                .contains("door_actions_total{action=\"end_query\",verdict=\"failed\"} 2.0\n");
    }

    @Test
    void timesEventsThatTakeTime() {
        metrics.count(event("end_query", Verdict.ALLOWED, Duration.ofMillis(300)));
        metrics.count(event("login", Verdict.ALLOWED, null));

        assertThat(text())
                .contains("# TYPE door_action_seconds histogram\n")
                .contains("door_action_seconds_bucket{action=\"end_query\",le=\"0.1\"} 0\n")
                .contains("door_action_seconds_bucket{action=\"end_query\",le=\"0.5\"} 1\n")
                .contains("door_action_seconds_sum{action=\"end_query\"} 0.3\n")
                .doesNotContain("seconds_count{action=\"login\"}");
    }

    @Test
    void actionsThatClientsInventAreCountedTogether() {
        for (int i = 0; i < 100; i++) {
            metrics.count(event("invented_" + i, Verdict.REFUSED, null));
        }

        assertThat(text())
                .contains("door_actions_total{action=\"other\",verdict=\"refused\"} 100.0\n")
                .doesNotContain("invented");
    }

    @Test
    void showsNothingOfAnEventButItsActionAndVerdict() {
        metrics.count(event("end_query", Verdict.FAILED, Duration.ofSeconds(1)));

        assertThat(text()).doesNotContain("secret-canary", "ann", "127.0.0.1");
    }

    @Test
    void readsGaugesForEachAnswer() {
        int[] value = {1};
        metrics.addGauge("sessions", "Sessions.", () -> value[0]);
        metrics.addGauge("queries", "Queries.", "state", () -> Map.of("running", value[0]));
        text();

        value[0] = 7;

        assertThat(text())
                .contains("# HELP door_sessions Sessions.\n# TYPE door_sessions gauge\ndoor_sessions 7.0\n")
                .contains("door_queries{state=\"running\"} 7.0\n");
    }

    @Test
    void showsFiguresOfTheJvmToo() {
        assertThat(text()).contains("jvm_memory_used_bytes{area=\"heap\"}", "jvm_threads_current", "process_open_fds");
    }
}
