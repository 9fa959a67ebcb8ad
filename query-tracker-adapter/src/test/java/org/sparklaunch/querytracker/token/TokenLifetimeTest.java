package org.sparklaunch.querytracker.token;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenLifetimeTest {
    @Test
    void defaultsFit() {
        assertThatCode(() -> new TokenLifetime(Duration.ofMinutes(20), Duration.ofMinutes(10)))
                .doesNotThrowAnyException();
    }

    @Test
    void lateRefreshIsRefused() {
        assertThatThrownBy(() -> new TokenLifetime(Duration.ofMinutes(20), Duration.ofMinutes(18)))
                .hasMessageContaining("leaves 120 s")
                .hasMessageContaining("300 s, is needed")
                .hasMessageContaining("at most 900s");
    }

    @Test
    void noRefreshIsRefused() {
        assertThatThrownBy(() -> new TokenLifetime(Duration.ofMinutes(20), Duration.ZERO))
                .hasMessageContaining("--token-refresh");
    }
}
