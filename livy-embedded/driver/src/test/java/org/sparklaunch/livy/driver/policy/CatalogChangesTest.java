package org.sparklaunch.livy.driver.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.analysis.NoSuchDatabaseException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.analysis.TableAlreadyExistsException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.livy.driver.LocalSpark;
import org.sparklaunch.livy.protocol.policy.PolicyException;
import scala.Option;

/** What alice's commands make of the catalog of a real Spark. She may use {@code out}; {@code secret} is not hers. */
class CatalogChangesTest {
    private static final String NOT_UNDONE =
            "The change was not undone: another session may have made it. Ask for table %s to be checked.";

    @TempDir
    private static Path folder;

    private static SparkSession spark;
    private static PolicyGate gate;

    private Path secret;

    @BeforeAll
    static void prepare() throws IOException {
        spark = LocalSpark.get();
        Files.createDirectories(folder.resolve("out"));
        spark.sql("CREATE DATABASE chg_lab");
    }

    /** A gate for each test, because a statement that fails in a test is not settled. */
    @BeforeEach
    void restrict() throws PolicyException {
        gate = PolicyGate.open();
        gate.hold("alice", """
                contact data-team@example.org
                allow alice read,write database chg_lab
                allow alice write database chg_trap
                allow alice write database chg_fine
                allow alice read,write path %s
                """.formatted(folder.resolve("out")));
        LocalSpark.gate(gate);
    }

    @BeforeEach
    void makeSecret() throws IOException {
        secret = Files.createTempDirectory(folder, "secret");
    }

    @AfterEach
    void forget() throws IOException {
        for (String link : List.of("chg_lab.db/trap", "chg_lab.db/bobs", "chg_lab.db/jvms", "chg_trap.db")) {
            Files.deleteIfExists(warehouse(link));
        }
    }

    @AfterAll
    static void reopen() {
        LocalSpark.gate(PolicyGate.open());
        // Later tests of this JVM use the same Spark session.
        PolicyCheck.LOCKED.keySet().forEach(key -> spark.conf().unset(key));
        for (String database : List.of("chg_lab", "chg_trap", "chg_fine")) {
            spark.sql("DROP DATABASE IF EXISTS " + database + " CASCADE");
        }
    }

    private static Path warehouse(String name) {
        return Path.of(spark.conf().get("spark.sql.warehouse.dir").replaceFirst("^file:/*", "/"))
                .resolve(name);
    }

    /** A statement as the session of a user runs it. */
    private static void run(String statement) {
        spark.sql(statement);
        gate.changes().settle(true);
    }

    /** A change that the check before the command did not see. */
    private static void change(CatalogChange change, String statement) {
        PolicyGate.asDriver(() -> spark.sql(statement));
        gate.changes().expect(List.of(change), new PolicyCheck(() -> gate, spark));
        gate.changes().settle(true);
    }

    private static String place(String table) {
        return new ResourceNames(spark)
                .entry(new TableIdentifier(table, Option.apply("chg_lab")))
                .flatMap(ResourceNames::place)
                .orElse("");
    }

    private static TableIdentifier table(String name) {
        return new TableIdentifier(name, Option.apply("chg_lab"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE chg_lab.a (c STRING) USING json",
                "CREATE TABLE chg_lab.b USING json AS SELECT 1 x",
                "CREATE TABLE chg_lab.c USING json LOCATION '$DIR/out/c' AS SELECT 1 x",
                "CREATE DATABASE chg_fine"
            })
    void whatThePolicyAllowsStays(String statement) {
        assertThatCode(() -> run(statement.replace("$DIR", folder.toString()))).doesNotThrowAnyException();
    }

    @Test
    void tablesAndPartitionsMoveBetweenAllowedFolders() {
        run("CREATE TABLE chg_lab.parts (c STRING, p INT) USING json PARTITIONED BY (p)");
        run("ALTER TABLE chg_lab.parts ADD PARTITION (p = 1) PARTITION (P = 2) LOCATION '" + folder + "/out/p2'");
        run("ALTER TABLE chg_lab.parts PARTITION (p = 1) SET LOCATION '" + folder + "/out/p1'");
        run("ALTER TABLE chg_lab.parts SET LOCATION '" + folder + "/out/parts'");

        assertThat(place("parts")).endsWith("/out/parts");
    }

    /** Spark chooses the folder, so no check before the command sees the link. */
    @Test
    void tableInAFolderBehindALinkIsDroppedWithoutItsFiles() throws IOException {
        Files.createSymbolicLink(warehouse("chg_lab.db/trap"), secret);

        assertThatThrownBy(() -> {
                    spark.sql("CREATE TABLE chg_lab.trap (c STRING) USING json");
                    Files.writeString(secret.resolve("file"), "x");
                    gate.changes().settle(true);
                })
                .hasMessage("Access denied: table chg_lab.trap got a location where alice may not read;"
                        + " ask data-team@example.org. The change was undone.");

        assertThat(place("trap")).isEmpty();
        assertThat(secret.resolve("file")).hasContent("x");
    }

    @Test
    void tableIsNotFilledBehindALink() throws IOException {
        Files.createSymbolicLink(warehouse("chg_lab.db/trap"), secret);

        assertThatThrownBy(() -> run("CREATE TABLE chg_lab.trap USING json AS SELECT 1 x"))
                .hasMessageContaining("Access denied: ");

        assertThat(place("trap")).isEmpty();
        assertThat(secret).isEmptyDirectory();
    }

    @Test
    void nextPlanOfTheSessionFindsTheTableDropped() throws IOException {
        Files.createSymbolicLink(warehouse("chg_lab.db/trap"), secret);
        spark.sql("CREATE TABLE chg_lab.trap (c STRING) USING json");

        assertThatThrownBy(() -> spark.sql("SELECT 1")).hasMessageContaining("table chg_lab.trap got a location");

        gate.changes().settle(true);
        assertThat(place("trap")).isEmpty();
    }

    @Test
    void databaseInAFolderBehindALinkIsDropped() throws IOException {
        Files.createSymbolicLink(warehouse("chg_trap.db"), secret);

        assertThatThrownBy(() -> run("CREATE DATABASE chg_trap"))
                .hasMessageContaining("database chg_trap got a location where alice may not")
                .hasMessageEndingWith("The change was undone.");

        assertThat(spark.catalog().databaseExists("chg_trap")).isFalse();
    }

    @Test
    void databaseWhoseFolderHasFilesIsNotDropped() throws IOException {
        Files.writeString(secret.resolve("file"), "x");
        Files.createSymbolicLink(warehouse("chg_trap.db"), secret);

        assertThatThrownBy(() -> run("CREATE DATABASE chg_trap"))
                .hasMessageEndingWith("The change cannot be undone; ask for the database chg_trap to be dropped.");

        assertThat(secret.resolve("file")).hasContent("x");
        PolicyGate.asDriver(() -> spark.sql("ALTER DATABASE chg_trap SET LOCATION '" + folder + "/out/gone'"));
        PolicyGate.asDriver(() -> spark.sql("DROP DATABASE chg_trap"));
    }

    @Test
    void movedTableIsMovedBack() {
        run("CREATE TABLE chg_lab.moved (c STRING) USING json");
        String before = place("moved");

        assertThatThrownBy(() -> change(
                        TableChange.of(table("moved"), new ResourceNames(spark)),
                        "ALTER TABLE chg_lab.moved SET LOCATION '" + secret + "'"))
                .hasMessageContaining("table chg_lab.moved got a location where alice may not read");

        assertThat(place("moved")).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"p, 7", "P, 07"})
    void partitionElsewhereIsDroppedAndAMovedOneIsMovedBack(String column, String value) {
        String name = "parts" + column + value;
        run("CREATE TABLE chg_lab." + name + " (c STRING, p INT) USING json PARTITIONED BY (p)");
        ResourceNames names = new ResourceNames(spark);
        String partition = " PARTITION (" + column + " = " + value + ") ";

        assertThatThrownBy(() -> change(
                        PartitionChange.of(
                                table(name), new scala.collection.immutable.Map.Map1<>(column, value), names),
                        "ALTER TABLE chg_lab." + name + " ADD" + partition + "LOCATION '" + secret + "'"))
                .hasMessageContaining("The change was undone.");
        assertThat(spark.sql("SHOW PARTITIONS chg_lab." + name).collectAsList()).isEmpty();

        run("ALTER TABLE chg_lab." + name + " ADD" + partition);
        PartitionChange moved =
                PartitionChange.of(table(name), new scala.collection.immutable.Map.Map1<>(column, value), names);
        assertThatThrownBy(() ->
                        change(moved, "ALTER TABLE chg_lab." + name + partition + "SET LOCATION '" + secret + "'"))
                .hasMessageContaining("The change was undone.");
        assertThat(moved.uncovered()).isEmpty();
        assertThat(spark.sql("SHOW PARTITIONS chg_lab." + name).collectAsList()).hasSize(1);
    }

    @Test
    void entryOfAnotherUserIsNotDropped() throws IOException {
        TableChange change = TableChange.of(table("bobs"), new ResourceNames(spark));
        Files.createSymbolicLink(warehouse("chg_lab.db/bobs"), secret);
        create("bob", "CREATE TABLE chg_lab.bobs (c STRING) USING json");

        assertThatThrownBy(() -> change(change, "SELECT 1")).hasMessageEndingWith(NOT_UNDONE.formatted("chg_lab.bobs"));

        assertThat(place("bobs")).isNotEmpty();
    }

    /** What a statement without a policy creates has the user of the JVM as its owner. */
    @Test
    void tableOfTheUserOfTheJvmIsDropped() throws IOException {
        TableChange change = TableChange.of(table("jvms"), new ResourceNames(spark));
        Files.createSymbolicLink(warehouse("chg_lab.db/jvms"), secret);
        create(spark.sparkContext().sparkUser(), "CREATE TABLE chg_lab.jvms (c STRING) USING json");

        assertThatThrownBy(() -> change(change, "SELECT 1")).hasMessageEndingWith("The change was undone.");

        assertThat(place("jvms")).isEmpty();
    }

    private static void create(String user, String statement) {
        PolicyGate other = PolicyGate.open();
        other.identify(user);
        LocalSpark.gate(other);
        try {
            spark.sql(statement);
        } finally {
            LocalSpark.gate(gate);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EXPLAIN ", "EXPLAIN EXTENDED "})
    void explainedCommandChangesNothing(String explain) throws IOException {
        Files.createSymbolicLink(warehouse("chg_lab.db/trap"), secret);
        String create = "CREATE TABLE chg_lab.trap (c STRING) USING json";
        spark.sql(explain + create).collectAsList();
        create("alice", create);

        assertThatCode(() -> gate.changes().settle(true)).doesNotThrowAnyException();

        assertThat(place("trap")).isNotEmpty();
        PolicyGate.asDriver(() -> spark.sql("DROP TABLE chg_lab.trap"));
    }

    @Test
    void changeSeenAfterAFailureIsRefusedButNotUndone() throws IOException {
        Files.createSymbolicLink(warehouse("chg_lab.db/trap"), secret);
        spark.sql("CREATE TABLE chg_lab.trap (c STRING) USING json");

        assertThatThrownBy(() -> gate.changes().settle(false))
                .hasMessageContaining("table chg_lab.trap got a location where alice may not")
                .hasMessageEndingWith(NOT_UNDONE.formatted("chg_lab.trap"));

        assertThat(place("trap")).isNotEmpty();
        PolicyGate.asDriver(() -> spark.sql("DROP TABLE chg_lab.trap"));
    }

    @Test
    void commandBeforeTheFailedOneIsUndone() {
        FakeChange succeeded = FakeChange.at(secret.toString());
        FakeChange failed = FakeChange.at(secret.toString());
        gate.changes().expect(List.of(succeeded), new PolicyCheck(() -> gate, spark));
        assertThatThrownBy(() -> spark.sql("SELECT no such statement is known"))
                .hasMessageContaining("PARSE_SYNTAX_ERROR");
        gate.changes().expect(List.of(failed), new PolicyCheck(() -> gate, spark));

        assertThatThrownBy(() -> gate.changes().settle(false)).hasMessageContaining("Access denied: ");

        assertThat(succeeded.undone()).isOne();
        assertThat(failed.undone()).isZero();
    }

    @Test
    void entryWithoutAnOwnerStaysWhileItsCommandRuns() {
        FakeChange change = FakeChange.at(secret.toString());
        CommandChanges command = new CommandChanges(List.of(change), new PolicyCheck(() -> gate, spark));

        assertThatThrownBy(() -> judge(command)).hasMessageEndingWith(NOT_UNDONE.formatted("fake.t"));
        assertThat(change.undone()).isZero();
        command.end(true);

        assertThatThrownBy(() -> judge(command)).hasMessageEndingWith("The change was undone.");
    }

    private static void judge(CommandChanges command) {
        CatalogVerdict verdict = new CatalogVerdict();
        command.judge(verdict);
        verdict.throwIfBad();
    }

    /** To read the result of a command, Spark analyzes a plan that no SQL belongs to. */
    @Test
    void databaseIsDroppedBeforeTheResultOfItsCommandIsRead() throws IOException {
        Files.createSymbolicLink(warehouse("chg_trap.db"), secret);
        Dataset<Row> created = spark.sql("CREATE DATABASE chg_trap");

        assertThatThrownBy(() -> created.limit(1).collectAsList()).hasMessageEndingWith("The change was undone.");

        assertThat(spark.catalog().databaseExists("chg_trap")).isFalse();
    }

    @Test
    void movedTableKeepsWhatElseWasChanged() {
        run("CREATE TABLE chg_lab.noted (c STRING) USING json");
        String before = place("noted");
        TableChange moved = TableChange.of(table("noted"), new ResourceNames(spark));
        PolicyGate.asDriver(() -> spark.sql("COMMENT ON TABLE chg_lab.noted IS 'of another session'"));

        assertThatThrownBy(() -> change(moved, "ALTER TABLE chg_lab.noted SET LOCATION '" + secret + "'"))
                .hasMessageEndingWith("The change was undone.");

        assertThat(place("noted")).isEqualTo(before);
        assertThat(new ResourceNames(spark).entry(table("noted")).orElseThrow().comment())
                .isEqualTo(Option.apply("of another session"));
    }

    /** The thread of an abandoned statement continues while the next statement runs. */
    @Test
    void endOfAnotherStatementLeavesTheChanges() throws InterruptedException {
        FakeChange denied = FakeChange.at(secret.toString());
        gate.changes().expect(List.of(denied), new PolicyCheck(() -> gate, spark));

        Thread abandoned = new Thread(() -> gate.changes().settle(true));
        abandoned.start();
        abandoned.join();

        assertThat(denied.judged()).isZero();
        assertThatThrownBy(() -> gate.changes().settle(true)).hasMessageContaining("Access denied: ");
    }

    @Test
    void slowCatalogDelaysNoOtherStatement() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Thread slow = new Thread(() -> {
            gate.changes().expect(List.of(FakeChange.slow(begun, released)), new PolicyCheck(() -> gate, spark));
            gate.changes().settle(true);
        });
        slow.start();
        begun.await();
        try {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10), () -> gate.changes().settle(true));
        } finally {
            released.countDown();
            slow.join();
        }
    }

    @Test
    void changesOfEarlierCommandsAreJudgedAgainOnlyAtTheEnd() {
        FakeChange first = FakeChange.covered();
        FakeChange second = FakeChange.covered();
        gate.changes().expect(List.of(first), new PolicyCheck(() -> gate, spark));
        gate.changes().judgeNewest();
        gate.changes().expect(List.of(second), new PolicyCheck(() -> gate, spark));
        gate.changes().judgeNewest();
        gate.changes().judgeNewest();

        assertThat(first.judged()).isOne();
        assertThat(second.judged()).isEqualTo(2);

        gate.changes().settle(true);
        assertThat(first.judged()).isEqualTo(2);
    }

    @Test
    void changesBehindOneThatCannotBeJudgedAreJudged() {
        FakeChange denied = FakeChange.at(secret.toString());
        gate.changes()
                .expect(
                        List.of(FakeChange.failing(new TableAlreadyExistsException("fake", "t")), denied),
                        new PolicyCheck(() -> gate, spark));

        assertThatThrownBy(() -> gate.changes().settle(true)).hasMessageEndingWith("The change was undone.");

        assertThat(denied.undone()).isOne();
    }

    @Test
    void changeThatCannotBeJudgedFailsTheStatement() {
        Exception failure = new TableAlreadyExistsException("fake", "t");
        gate.changes().expect(List.of(FakeChange.failing(failure)), new PolicyCheck(() -> gate, spark));

        assertThatThrownBy(() -> gate.changes().settle(true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cannot judge a change of the catalog")
                .hasCause(failure);

        assertThatCode(() -> gate.changes().settle(true)).doesNotThrowAnyException();
    }

    @Test
    void onlyAMissingEntryCountsAsAbsent() {
        assertThat(lookUp(new NoSuchTableException("a", "b"))).isEmpty();
        assertThat(lookUp(new NoSuchDatabaseException("a"))).isEmpty();
        Exception other = new TableAlreadyExistsException("a", "b");
        assertThatThrownBy(() -> lookUp(other))
                .hasMessage("cannot read the catalog entry of a.b")
                .hasCause(other);
    }

    private static Optional<String> lookUp(Exception failure) {
        return CatalogLookup.find("a.b", () -> {
            throw failure;
        });
    }

    @Test
    void cancelledStatementIsJudgedToo() throws IOException {
        Files.createSymbolicLink(warehouse("chg_lab.db/trap"), secret);
        spark.sql("CREATE TABLE chg_lab.trap (c STRING) USING json");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> gate.changes().settle(true)).hasMessageEndingWith("The change was undone.");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(place("trap")).isEmpty();
    }
}
