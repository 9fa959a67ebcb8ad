package org.sparklaunch.livy.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"spark.sql.shuffle.partitions", "spark.sql.ansi.enabled", "livy.rsc.sql.num-rows"})
    void takesWhatAStatementCouldSet(String key) {
        assertThat(RuntimeSettings.contains(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spark.sql.warehouse.dir",
                "spark.sql.extensions",
                "spark.sql.catalog.lake",
                "spark.sql.hive.metastore.jars",
                "spark.executor.memory",
                "spark.jars",
                "livy.rsc.jars"
            })
    void leavesWhatIsDecidedAtTheStart(String key) {
        assertThat(RuntimeSettings.contains(key)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"20, 20", "'', 1000", "0, 1000", "-1, 1000", "many, 1000", "9999999999, 1000"})
    void rowLimitThatIsNotANumberIsIgnored(String asked, int expected) {
        assertThat(RuntimeSettings.rowLimit(asked, 1000)).isEqualTo(expected);
    }
}
