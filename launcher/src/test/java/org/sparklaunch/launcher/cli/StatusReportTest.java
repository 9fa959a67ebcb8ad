package org.sparklaunch.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sparklaunch.launcher.state.ComponentStatus;
import org.sparklaunch.launcher.state.LaunchIdentity;

class StatusReportTest {
    private static final long SELF = ProcessHandle.current().pid();
    private static final long NO_PROCESS = Integer.MAX_VALUE;
    private static final LaunchIdentity LAUNCH = new LaunchIdentity(SELF, 0, "h", "/state", "/c", "zk:1");

    private static StatusReport report(ComponentStatus component) {
        return new StatusReport(
                LAUNCH,
                List.of(component),
                Optional.of(new StatusReport.SessionCount(2, 3, 5, new StatusReport.WarmCount(1, 0, 1, 7))),
                "recorded",
                Instant.now());
    }

    private static ComponentStatus livy(long pid) {
        return new ComponentStatus("livy", "livy", "up", "http://h:8998", pid, 3);
    }

    @Test
    void jsonHasTheFiguresOfAComponent() throws Exception {
        JsonNode json = new ObjectMapper().readTree(report(livy(SELF)).json());

        JsonNode component = json.at("/components/1");
        assertThat(component.path("name").asText()).isEqualTo("livy");
        assertThat(component.path("state").asText()).isEqualTo("up");
        assertThat(component.path("restarts").asInt()).isEqualTo(3);
        assertThat(component.path("rss_mib").asLong()).isPositive();
        assertThat(component.path("uptime_seconds").isNumber()).isTrue();
        assertThat(json.at("/sessions/free").asInt()).isEqualTo(3);
        assertThat(json.at("/sessions/warm/claimed").asInt()).isEqualTo(7);
        assertThat(json.path("class_data").asText()).isEqualTo("recorded");
    }

    @Test
    void processThatHasEndedIsShownAsEnded() throws Exception {
        JsonNode json = new ObjectMapper().readTree(report(livy(NO_PROCESS)).json());

        assertThat(json.at("/components/1/state").asText()).isEqualTo("ended");
        assertThat(json.at("/components/1/rss_mib").isNull()).isTrue();
    }

    @Test
    void textHasARowForEachComponent() {
        assertThat(report(livy(SELF)).text().lines())
                .contains(
                        "Livy sessions: 2 used, 3 free",
                        "Class data for fast starts: recorded",
                        "Warm drivers: 0 of 1 ready, 1 starting, 7 claimed by sessions")
                .anySatisfy(line -> assertThat(line).startsWith("livy ").endsWith("http://h:8998"));
    }
}
