package org.sparklaunch.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "spark.hadoop.fs.s3a.secret.key",
                "spark.hadoop.fs.s3a.access.key",
                "spark.hadoop.fs.s3a.accesskey",
                "spark.ssl.keyPassword",
                "SPARK_TOKEN"
            })
    void namesOfSparksExpressionAreSecret(String name) {
        assertThat(SecretNames.matches(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark.sql.shuffle.partitions", "spark.app.name", "key"})
    void othersAreNot(String name) {
        assertThat(SecretNames.matches(name)).isFalse();
    }

    @Test
    void onlyValuesOfSecretNamesAreHidden() {
        assertThat(SecretNames.hide(Map.of("a.password", "hush", "b", "open")))
                .containsExactly(Map.entry("a.password", SecretNames.HIDDEN), Map.entry("b", "open"));
    }
}
