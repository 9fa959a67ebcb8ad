package org.sparklaunch.livy.driver.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.SparkConf;
import org.apache.spark.internal.config.package$;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.livy.protocol.policy.SettingReferences;

class SettingReferencesTest {

    /** The reason for the refusal: the log of a session shows the error. */
    @Test
    void errorOfSparkShowsTheSettingThatAnotherOneRefersTo() {
        SparkConf conf = new SparkConf(false)
                .set("spark.authenticate.secret", "canary")
                .set("spark.task.cpus", "${spark.authenticate.secret}");

        assertThatThrownBy(() -> conf.get(package$.MODULE$.CPUS_PER_TASK())).hasMessageContaining("canary");
        assertThat(SettingReferences.contains(conf.get("spark.task.cpus"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "$HOME", "{x}", "a$b{c}", "1g"})
    void otherValuesReferToNothing(String value) {
        assertThat(SettingReferences.contains(value)).isFalse();
    }
}
