package org.sparklaunch.livy.driver.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.connector.catalog.CatalogPlugin;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparklaunch.livy.protocol.policy.Resource;

class ResourceNamesTest {

    /** Judged is the place that the table gets, and not only the one that it leaves. */
    @ParameterizedTest
    @CsvSource({
        "new_name, lake.lab.new_name",
        "sales.new_name, lake.sales.new_name",
        "lake.sales.new_name, lake.sales.new_name",
        "LAKE.sales.new_name, lake.sales.new_name",
        "lake.new_name, lake.lake.new_name",
        "sales.inner.new_name, lake.sales.inner.new_name"
    })
    void newNameOfATableIsInItsCatalog(String written, String meant) {
        Identifier before = Identifier.of(new String[] {"lab"}, "old_name");

        Resource renamed = ResourceNames.renamed(new Lake(), before, List.of(written.split("\\.", -1)));

        assertThat(renamed.describe()).isEqualTo("table " + meant);
    }

    /** A catalog of a plugin. */
    private static final class Lake implements CatalogPlugin {
        @Override
        public void initialize(String name, CaseInsensitiveStringMap options) {
            // It has no settings.
        }

        @Override
        public String name() {
            return "lake";
        }
    }
}
