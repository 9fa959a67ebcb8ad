package org.sparklaunch.livy.protocol.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    private static final Policy POLICY = policy("""
            # Who may what.
            contact data-team@example.org
            group analysts = alice, bob

            allow @analysts read        database sales    # all of it
            allow alice     read, write table    lab.notes
            deny  bob       read        table    Sales.Salaries
            allow *         read        path     /data/pub
            deny  *         read,write  path     /data/pub/secret
            allow carol     read,write  path     /data
            allow @analysts set         conf     spark.sql.legacy.*
            deny  bob       set         conf     spark.sql.shuffle.partitions
            allow carol     read        source   jdbc
            allow root      code
            allow root      read        database *
            allow bob       read        database other.sales
            """);

    private static Policy policy(String text) {
        try {
            return PolicyParser.parse(text);
        } catch (PolicyException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "alice, READ, sales.orders",
        "bob, READ, SALES.Orders",
        "bob, READ, spark_catalog.sales.orders",
        "alice, WRITE, lab.notes",
        "root, READ, anything.at_all",
        "bob, READ, other.sales.orders"
    })
    void allowsWhatARuleAllows(String user, Right right, String table) {
        assertThat(allows(user, right, table)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "alice, WRITE, sales.orders",
        "carol, READ, sales.orders",
        "Alice, READ, sales.orders",
        "@analysts, READ, lab.notes",
        "bob, READ, sales.salaries",
        "bob, READ, SALES.SALARIES",
        "bob, READ, spark_catalog.sales.salaries",
        "alice, READ, other.sales.orders",
        "alice, READ, sales2.orders",
        "alice, READ, lab.notes2",
        "root, WRITE, sales.orders"
    })
    void deniesWhatNoRuleAllowsAndWhatOneDenies(String user, Right right, String table) {
        assertThat(allows(user, right, table)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"alice", "bob", "carol", "root", "mallory"})
    void userOfARuleHasSomeRight(String user) {
        // The rule for all users concerns mallory.
        assertThat(POLICY.grantsAnything(user)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "allow bob code",
                "allow alice read database sales\ndeny ALICE read database *",
                "group staff = bob\nallow @staff read database sales",
                "allow * read path /pub\ndeny alice read path /pub",
                "deny alice read database sales",
                "contact x@example.org"
            })
    void userWithoutARuleOrWithDenialsOnlyHasNone(String text) {
        assertThat(policy(text).grantsAnything("alice")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"alice, /data/pub, false", "alice, /data/pub/x, true", "alice, /data/pub/secrets, true"})
    void folderWithADeniedPathIsDenied(String user, String path, boolean allowed) {
        assertThat(POLICY.allows(user, Right.READ, new Resource.Location(path), PathComparison.AS_WRITTEN))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/data/pub/secret", "/data/pub/secret/x", "/data", "/data/public", "/", "/data/pu"})
    void pathIsDeniedOutsideOfWhatIsAllowed(String path) {
        assertThat(POLICY.allows("alice", Right.READ, new Resource.Location(path), PathComparison.AS_WRITTEN))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"/data/warehouse/t, false", "/data/warehouse, false", "/data, false", "/data/other, true"})
    void permissionDoesNotCoverADeniedPathBelowIt(String path, boolean allowed) {
        PathComparison places = new PathComparison(p -> p, List.of("/data/warehouse"));
        Policy policy = policy("allow carol read path /data");

        assertThat(policy.allows("carol", Right.READ, new Resource.Location(path), places))
                .isEqualTo(allowed);
    }

    @Test
    void permissionInsideADeniedPathApplies() {
        PathComparison places = new PathComparison(p -> p, List.of("/data/warehouse"));
        Policy policy = policy("allow carol read path /data/warehouse/pub");

        assertThat(policy.allows("carol", Right.READ, new Resource.Location("/data/warehouse/pub/t"), places))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "alice, spark.sql.shuffle.partitions, true",
        "alice, spark.sql.legacy.timeParserPolicy, true",
        "carol, spark.sql.legacy.timeParserPolicy, false",
        "bob, spark.sql.shuffle.partitions, false",
        "alice, spark.sql.catalog.evil, false",
        "alice, SPARK.SQL.CATALOG.evil, false",
        "alice, spark.jars, false",
        "alice, spark.hadoop.fs.defaultFS, false",
        "alice, fs.defaultFS, false",
        "alice, spark.sql.warehouse.dir, false",
        "alice, spark.sql.extensions, false",
        "alice, spark.sql.parquet.output.committer.class, false",
        "alice, spark.sql.adaptive.customCostEvaluatorClass, false",
        "alice, spark.sql.parquet.filterPushdown, true"
    })
    void settingsThatNameClassesOrPlacesNeedARule(String user, String key, boolean may) {
        assertThat(POLICY.maySet(user, key)).isEqualTo(may);
    }

    @ParameterizedTest
    @CsvSource({"root, true", "alice, false", "anonymous, false"})
    void codeIsARightOfItsOwn(String user, boolean may) {
        assertThat(POLICY.mayRunCode(user)).isEqualTo(may);
    }

    @ParameterizedTest
    @CsvSource({"alice, sales, true", "alice, lab, true", "alice, other, false", "carol, sales, false"})
    void databaseIsVisibleToAUserWithARightInIt(String user, String database, boolean known) {
        assertThat(POLICY.mayKnow(user, new Resource.Database(List.of(database))))
                .isEqualTo(known);
    }

    @Test
    void deniedTableIsInvisible() {
        assertThat(POLICY.mayKnow("bob", new Resource.Table(List.of("sales", "salaries"))))
                .isFalse();
    }

    @Test
    void databaseWithADeniedTableIsDenied() {
        Policy policy = policy("allow alice write database sales\ndeny alice write table sales.salaries");

        assertThat(policy.allows(
                        "alice", Right.WRITE, new Resource.Database(List.of("sales")), PathComparison.AS_WRITTEN))
                .isFalse();
    }

    @Test
    void allDatabasesIncludeNeitherPathsNorSources() {
        assertThat(POLICY.allows("root", Right.READ, new Resource.Location("/etc/passwd"), PathComparison.AS_WRITTEN))
                .isFalse();
        assertThat(POLICY.allows("root", Right.READ, new Resource.Source("jdbc"), PathComparison.AS_WRITTEN))
                .isFalse();
        assertThat(POLICY.allows("root", Right.READ, new Resource.AccessObject("reports"), PathComparison.AS_WRITTEN))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "alice, READ, reports, true",
        "alice, USE, reports, true",
        "alice, ADMINISTER, reports, false",
        "bob, READ, reports, false",
        "bob, USE, reports, true",
        "alice, READ, reports2, false",
        "root, ADMINISTER, reports, true",
        "root, ADMINISTER, *, true",
        "alice, READ, *, false"
    })
    void objectsAreSharedByRules(String user, Right right, String object, boolean allowed) {
        Policy policy = policy("""
                group analysts = alice, bob
                allow @analysts use, read object reports
                deny  bob       read      object reports
                allow root      use, read, administer object *
                """);

        assertThat(policy.allows(user, right, new Resource.AccessObject(object), PathComparison.AS_WRITTEN))
                .isEqualTo(allowed);
        assertThat(policy.accessObjects()).containsExactly("reports");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "allow alice write object reports",
                "allow alice use database sales",
                "allow alice administer, set object reports",
                "allow alice read object re ports",
                "allow alice code object reports"
            })
    void rightAppliesToItsResourceOnly(String rule) {
        assertThatThrownBy(() -> PolicyParser.parse(rule)).isInstanceOf(PolicyException.class);
    }

    @Test
    void orderOfRulesDoesNotMatter() {
        Policy policy = policy("deny alice read table a.b\nallow alice read database a");

        assertThat(policy.allows("alice", Right.READ, new Resource.Table(List.of("a", "b")), PathComparison.AS_WRITTEN))
                .isFalse();
    }

    @Test
    void everyWrongLineIsNamed() {
        String text = """
                allow alice read database sales
                permit alice read database sales
                allow alice peek database sales
                allow alice read
                allow alice read path data/x
                allow alice read table orders
                allow @nobody read database sales
                group g alice
                allow alice set database sales
                allow alice read house sales
                """;

        assertThatThrownBy(() -> PolicyParser.parse(text))
                .isInstanceOfSatisfying(
                        PolicyException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.substring(0, problem.indexOf(':')))
                                .containsExactlyInAnyOrder(
                                        "line 2", "line 3", "line 4", "line 5", "line 6", "line 7", "line 8", "line 9",
                                        "line 10"));
    }

    @Test
    void emptyPolicyAllowsNothing() {
        assertThat(policy("").mayKnow("alice", new Resource.Database(List.of("default"))))
                .isFalse();
    }

    private static boolean allows(String user, Right right, String table) {
        return POLICY.allows(
                user, right, new Resource.Table(List.of(table.split("\\.", -1))), PathComparison.AS_WRITTEN);
    }

    /** A directory server accepts a name in upper or lower case. */
    @ParameterizedTest
    @ValueSource(strings = {"bob", "BOB", "Bob"})
    void denialConcernsAUserHoweverTheNameIsWritten(String user) {
        Policy policy = policy("""
                group team = bob, eve
                allow * read database *
                deny  bob   read table lab.one
                deny  @team read table lab.two
                """);

        assertThat(policy.allows(user, Right.READ, ofTable("lab.one"), PathComparison.AS_WRITTEN))
                .isFalse();
        assertThat(policy.allows(user, Right.READ, ofTable("lab.two"), PathComparison.AS_WRITTEN))
                .isFalse();
        assertThat(policy.allows(user, Right.READ, ofTable("lab.three"), PathComparison.AS_WRITTEN))
                .isTrue();
        assertThat(policy.mayKnow(user, ofTable("lab.one"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spark.sql.analyzer.singlePassResolver.enabled",
                "spark.sql.analyzer.singlePassResolver.enabledTentatively",
                "SPARK.sql.analyzer.singlePassResolver.dualRunWithLegacy"
            })
    void noRuleOpensTheAnalyzerWithoutChecks(String key) {
        assertThat(policy("allow * set conf spark.*").maySet("bob", key)).isFalse();
    }

    private static Resource ofTable(String name) {
        return new Resource.Table(List.of(name.split("\\.", -1)));
    }
}
