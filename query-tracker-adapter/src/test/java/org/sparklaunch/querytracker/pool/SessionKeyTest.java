package org.sparklaunch.querytracker.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparklaunch.discovery.DiscoveryPath;

class SessionKeyTest {
    @Test
    void equalConfsDoNotDiffer() {
        assertThat(key(Map.of("spark.a", "1", "spark.b", "2")).difference(key(Map.of("spark.b", "2", "spark.a", "1"))))
                .isEmpty();
    }

    @Test
    void differenceNamesChangedValue() {
        assertThat(key(Map.of("spark.x", "8")).difference(key(Map.of("spark.x", "4"))))
                .contains("spark_conf.spark.x differs (4 → 8)");
    }

    @Test
    void differenceNamesMissingValue() {
        assertThat(key(Map.of()).difference(key(Map.of("spark.x", "4"))))
                .contains("spark_conf.spark.x differs (4 → unset)");
    }

    @Test
    void differenceHidesSecretValues() {
        assertThat(key(Map.of("spark.x.secret.key", "a")).difference(key(Map.of("spark.x.secret.key", "b"))))
                .contains("spark_conf.spark.x.secret.key differs (*********(redacted) → *********(redacted))");
    }

    private static SessionKey key(Map<String, String> conf) {
        return SessionKey.of("alice", DiscoveryPath.DEFAULT, conf);
    }
}
