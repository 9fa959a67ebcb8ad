package org.sparklaunch.livy.driver.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.livy.driver.LocalSpark;

class AddedFilesTest {
    @TempDir
    private static Path outside;

    private static Path inside;
    private static SparkSession spark;

    @BeforeAll
    static void start() throws IOException {
        spark = LocalSpark.get();
        LocalSpark.gate(PolicyGate.open());
        Files.writeString(outside.resolve("secret.txt"), "canary");
        inside = LocalSpark.lastingFolder();
        Files.writeString(inside.resolve("rows.txt"), "1\n");
        Files.createSymbolicLink(inside.resolve("link"), outside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ADD FILE '$OUT/secret.txt'",
                "ADD FILE 'file:$OUT/secret.txt'",
                "ADD FILE 'FILE://$OUT/secret.txt'",
                "ADD FILE 'local:$OUT/secret.txt'",
                "ADD FILE '$IN/link/secret.txt'",
                "ADD FILE '$IN/../../secret.txt'",
                "ADD FILE '$IN/gone/../../../secret.txt'",
                "ADD FILE '$IN/gone/../rows.txt'",
                "ADD JAR '$IN/%2e%2e/%2e%2e/a.jar'",
                "ADD JAR 'file:$IN/%2E./%2E./a.jar'",
                "ADD FILE 'secret.txt'",
                "ADD FILE '$IN/rows.txt' '$OUT/secret.txt'",
                "ADD FILE $OUT/secret.txt",
                "ADD JAR '$OUT/a.jar'",
                "ADD ARCHIVE '$OUT/a.zip'",
                "CREATE TEMPORARY FUNCTION f AS 'org.example.F' USING JAR '$OUT/a.jar'",
                "CREATE FUNCTION f AS 'org.example.F' USING FILE '$IN/rows.txt', JAR '$OUT/a.jar'"
            })
    void localFileOutsideOfTheAllowedFoldersIsRefused(String sql) {
        assertThatThrownBy(() -> spark.sql(resolve(sql)))
                .hasMessageContaining("is in no folder whose files sessions may add")
                .hasMessageContaining("--livy-files");
    }

    @Test
    void fileOfAnAllowedFolderIsAdded() {
        spark.sql(resolve("ADD FILE '$IN/rows.txt'"));

        assertThat(spark.sql("LIST FILES").collectAsList().toString()).contains("rows.txt");
    }

    @Test
    void fileThatDoesNotExistInAnAllowedFolderIsSparksConcern() {
        assertThatThrownBy(() -> spark.sql(resolve("ADD FILE '$IN/gone.txt'")))
                .hasMessageNotContaining("Access denied");
    }

    @Test
    void pathOfAnotherFileSystemIsSparksConcern() {
        assertThatThrownBy(() -> spark.sql("ADD FILE 'unknown://host/a.txt'")).hasMessageNotContaining("Access denied");
    }

    private static String resolve(String sql) {
        return sql.replace("$OUT", outside.toString()).replace("$IN", inside.toString());
    }
}
