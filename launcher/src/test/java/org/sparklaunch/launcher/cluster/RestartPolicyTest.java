package org.sparklaunch.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
    private final AtomicLong nanos = new AtomicLong();
    private final RestartPolicy policy = new RestartPolicy(nanos::get);

    @Test
    void pausesDoubleWithEveryCrash() {
        assertThat(policy.afterCrash()).contains(Duration.ofMillis(500));
        assertThat(policy.afterCrash()).contains(Duration.ofSeconds(1));
        assertThat(policy.afterCrash()).contains(Duration.ofSeconds(2));
        assertThat(policy.afterCrash()).contains(Duration.ofSeconds(4));
        assertThat(policy.afterCrash()).contains(Duration.ofSeconds(8));
    }

    @Test
    void tooManyCrashesInTheWindowEndTheRestarts() {
        for (int i = 0; i < RestartPolicy.MOST; i++) {
            policy.afterCrash();
        }

        assertThat(policy.afterCrash()).isEmpty();
    }

    @Test
    void crashesBeforeTheWindowDoNotCount() {
        for (int i = 0; i < RestartPolicy.MOST; i++) {
            policy.afterCrash();
        }
        nanos.addAndGet(RestartPolicy.WINDOW.toNanos() + 1);

        assertThat(policy.afterCrash()).contains(Duration.ofMillis(500));
    }
}
