package org.sparklaunch.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QueryTrackerLimitsTest {
    @Test
    void defaultsAreLeftToTheTracker() {
        assertThat(QueryTrackerLimits.DEFAULT.options()).isEmpty();
    }

    @Test
    void limitsBecomeOptionsOfTheTracker() {
        assertThat(new QueryTrackerLimits(50_000, 8, "3d").options())
                .containsExactly("--row-limit", "50000", "--max-concurrent-queries", "8", "--result-retention", "3d");
    }

    @Test
    void wrongLimitsAreNamed() {
        Problems problems = new Problems();

        new QueryTrackerLimits(0, -1, "soon").check(problems);

        assertThatThrownBy(problems::throwIfAny)
                .hasMessageContaining("--query-tracker-row-limit: 0")
                .hasMessageContaining("--query-tracker-max-concurrent-queries: -1")
                .hasMessageContaining("--query-tracker-result-retention: 'soon'");
    }
}
