package org.sparklaunch.livy.driver.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparklaunch.livy.driver.LocalSpark;
import org.sparklaunch.livy.protocol.policy.PolicyException;
import org.sparklaunch.livy.protocol.policy.Resource;
import org.sparklaunch.livy.protocol.policy.Right;

class UsedResourcesTest {
    private static final String GROUP = "used-resources-test";

    @TempDir
    private static Path folder;

    private static SparkSession spark;

    @BeforeAll
    static void start() throws IOException {
        spark = LocalSpark.get();
        Files.writeString(folder.resolve("rows.json"), "{\"id\":1}\n");
        spark.sql("CREATE DATABASE used");
        spark.sql("CREATE TABLE used.t USING parquet AS SELECT 1 id");
        spark.sql("CREATE TABLE used.o (id INT) USING parquet");
        spark.sql("CREATE VIEW used.v AS SELECT * FROM used.t");
    }

    @AfterAll
    static void end() {
        LocalSpark.gate(PolicyGate.open());
        spark.sql("DROP DATABASE used CASCADE");
    }

    private static UsedResources.Names namesAfter(PolicyGate gate, Runnable work) {
        LocalSpark.gate(gate);
        PolicyCheck.LOCKED.keySet().forEach(spark.conf()::unset);
        gate.used().open(GROUP);
        spark.sparkContext().setJobGroup(GROUP, GROUP, true);
        try {
            work.run();
        } finally {
            spark.sparkContext().clearJobGroup();
            LocalSpark.gate(PolicyGate.open());
        }
        return gate.used().close(GROUP).orElse(new UsedResources.Names(List.of(), List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1 | '' | ''",
                "SELECT count(*) FROM range(5) | '' | ''",
                "SELECT * FROM USED.T | table used.t | ''",
                "SELECT * FROM used.v | table used.t | ''",
                "SELECT (SELECT max(id) FROM used.t) | table used.t | ''",
                "SELECT * FROM used.o WHERE id IN (SELECT id FROM used.t) | table used.o,table used.t | ''",
                "SELECT * FROM json.`$DIR/rows.json` | path file:$DIR/rows.json | ''",
                "INSERT INTO used.o SELECT * FROM used.t | table used.t | table used.o",
                "INSERT INTO used.o VALUES (1) | '' | table used.o",
                "CREATE TABLE used.made USING parquet AS SELECT * FROM used.t | table used.t | table used.made",
                "CREATE TABLE used.bare (id INT) USING parquet | '' | table used.bare",
                "ALTER TABLE used.o SET TBLPROPERTIES ('comment' = 'x') | '' | table used.o",
                "CREATE OR REPLACE VIEW used.w AS SELECT 1 AS id | '' | table used.w",
                "TRUNCATE TABLE used.o | '' | table used.o",
                "CREATE TABLE IF NOT EXISTS used.gone (id INT) USING parquet | '' | table used.gone",
                "DROP TABLE IF EXISTS used.gone | '' | table used.gone",
                "CREATE DATABASE used_too | '' | database used_too",
                "DROP DATABASE used_too | '' | database used_too",
                "INSERT OVERWRITE DIRECTORY '$DIR/out' USING parquet SELECT * FROM used.t "
                        + "| table used.t | path file:$DIR/out"
            })
    void planNamesWhatItReadsAndWrites(String sql, String reads, String writes) {
        UsedResources.Names names =
                namesAfter(PolicyGate.open(), () -> spark.sql(resolve(sql)).collectAsList());

        assertThat(String.join(",", names.reads())).isEqualTo(resolve(reads));
        assertThat(String.join(",", names.writes())).isEqualTo(resolve(writes));
    }

    private static String resolve(String text) {
        return text.replace("$DIR", folder.toString());
    }

    @Test
    void writtenFilesAreNamed() {
        UsedResources.Names names = namesAfter(
                PolicyGate.open(),
                () -> spark.table("used.t")
                        .write()
                        .mode("overwrite")
                        .json(folder.resolve("written").toString()));

        assertThat(names.reads()).containsExactly("table used.t");
        assertThat(names.writes()).containsExactly("path file:" + folder.resolve("written"));
    }

    @Test
    void whatAPolicyRefusesIsNamed() throws PolicyException {
        PolicyGate gate = PolicyGate.open();
        gate.hold("alice", "allow alice read table used.o\n");

        UsedResources.Names names = namesAfter(
                gate,
                () -> assertThatThrownBy(() -> spark.sql("SELECT * FROM used.t"))
                        .hasStackTraceContaining("Access denied"));

        assertThat(names.reads()).containsExactly("table used.t");
    }

    @Test
    void workOfAnotherGroupIsNotNoted() {
        PolicyGate gate = PolicyGate.open();
        gate.used().open("another-group");

        UsedResources.Names names =
                namesAfter(gate, () -> spark.sql("SELECT * FROM used.t").collectAsList());

        assertThat(names.reads()).containsExactly("table used.t");
        assertThat(gate.used().close("another-group")).isEmpty();
    }

    @Test
    void workOfAGroupThatTheUserReplacedIsNotedByItsTag() {
        Properties properties = new Properties();
        properties.setProperty("spark.jobGroup.id", "the user's");
        properties.setProperty("spark.job.tags", "other," + GROUP);
        UsedResources used = new UsedResources();
        used.open(GROUP);

        used.note(properties, List.of(read(new Resource.Table(List.of("used", "t")))));

        assertThat(used.close(GROUP)).hasValue(new UsedResources.Names(List.of("table used.t"), List.of()));
    }

    @Test
    void nothingIsKeptAfterTheEnd() {
        UsedResources used = new UsedResources();
        used.open(GROUP);
        used.close(GROUP);

        used.note(properties(), List.of(read(new Resource.Table(List.of("used", "t")))));

        assertThat(used.close(GROUP)).isEmpty();
    }

    @Test
    void keysInAddressesAreHidden() {
        UsedResources used = new UsedResources();
        used.open(GROUP);

        used.note(properties(), List.of(read(new Resource.Location("s3a://canary:secret@bucket/x"))));

        assertThat(used.close(GROUP).orElseThrow().reads()).containsExactly("path s3a://***@bucket/x");
    }

    @Test
    void manyNamesAreCounted() {
        UsedResources used = new UsedResources();
        used.open(GROUP);
        IntStream.range(0, UsedResources.MOST + 7)
                .forEach(i -> used.note(properties(), List.of(read(new Resource.Location("/" + i)))));

        assertThat(used.close(GROUP).orElseThrow().reads())
                .hasSize(UsedResources.MOST + 1)
                .contains("7 more");
    }

    @Test
    void unknownPlanIsNamed() {
        UsedResources used = new UsedResources();
        used.open(GROUP);

        used.noteUnknown(properties(), "a new kind of plan");

        assertThat(used.close(GROUP).orElseThrow().reads())
                .isEqualTo(Collections.singletonList("unknown resources of a new kind of plan"));
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("spark.jobGroup.id", GROUP);
        return properties;
    }

    private static RequiredRight read(Resource resource) {
        return new RequiredRight.Have(Right.READ, resource);
    }
}
