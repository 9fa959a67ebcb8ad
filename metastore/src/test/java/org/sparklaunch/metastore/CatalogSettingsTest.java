package org.sparklaunch.metastore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sparklaunch.metastore.MetastoreConfig.Access;
import org.sparklaunch.metastore.MetastoreConfig.Database;
import org.sparklaunch.metastore.MetastoreConfig.Warehouse;

class CatalogSettingsTest {
    private static final String PACKAGE = "org.apache.hadoop.hive.metastore.model.";
    private static final String ENTITIES = "datanucleus.autoStartClassNames";
    private static final MetastoreConfig CONFIG = new MetastoreConfig(
            "127.0.0.1",
            1,
            new Warehouse("s3a://b/w", Map.of("fs.s3a.endpoint", "http://h", "hive.metastore.uris", "thrift://h:1")),
            Database.derby(Path.of("/data")),
            new Access(Optional.empty(), false));

    /** Hive's own list: a class that is embedded only has no table of its own. */
    private static String[] entitiesOfHive() throws IOException {
        try (InputStream file = Objects.requireNonNull(CatalogSettingsTest.class.getResourceAsStream("/package.jdo"))) {
            String mappings = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Pattern.compile("<class name=\"(\\w+)\"(?![^>]*embedded-only)")
                    .matcher(mappings)
                    .results()
                    .map((MatchResult found) -> PACKAGE + found.group(1))
                    .toArray(String[]::new);
        }
    }

    @Test
    void newCatalogGetsTheTablesOfAllEntitiesBeforeTheFirstCall() throws IOException {
        String created = CatalogSettings.of(CONFIG, false).get(ENTITIES);

        assertThat(Arrays.asList(created.split(","))).containsExactlyInAnyOrder(entitiesOfHive());
    }

    @Test
    void fileSystemOfTheWarehouseGetsItsSettingsAndTheCatalogKeepsItsOwn() throws IOException {
        assertThat(CatalogSettings.of(CONFIG, true))
                .containsEntry("hive.metastore.warehouse.dir", "s3a://b/w")
                .containsEntry("fs.s3a.endpoint", "http://h")
                .containsEntry("hive.metastore.uris", "");
    }

    @Test
    void tablesOfAnExistingCatalogAreNotLookedForAtTheStart() throws IOException {
        assertThat(CatalogSettings.of(CONFIG, true)).doesNotContainKey(ENTITIES);
    }
}
