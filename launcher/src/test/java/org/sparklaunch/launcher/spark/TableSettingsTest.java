package org.sparklaunch.launcher.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TableSettingsTest {
    @Test
    void sessionsFindTheMetastoreAndShowItsToken() {
        assertThat(TableSettings.of("thrift://h:9083", "file:///w", true).forSessions(Map.of()))
                .containsEntry("spark.sql.catalogImplementation", "hive")
                .containsEntry("spark.hadoop.hive.metastore.uris", "thrift://h:9083")
                .containsEntry("spark.sql.warehouse.dir", "file:///w")
                .containsEntry("spark.hadoop.hive.metastore.sasl.enabled", "true")
                .containsEntry("spark.hadoop.hive.metastore.token.signature", "spark-launch");
    }

    @Test
    void metastoreOfOthersGetsNoToken() {
        assertThat(TableSettings.of("thrift://h:9083", "file:///w", false).forSessions(Map.of()))
                .doesNotContainKey("spark.hadoop.hive.metastore.sasl.enabled");
    }

    @Test
    void operatorsSettingsTakePrecedence() {
        Map<String, String> given = Map.of("spark.sql.warehouse.dir", "file:///mine", "spark.x", "y");

        assertThat(TableSettings.of("thrift://h:9083", "file:///w", true).forSessions(given))
                .containsAllEntriesOf(given);
        assertThat(TableSettings.OPERATORS.forSessions(given)).isEqualTo(given);
    }
}
