package org.sparklaunch.querytracker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import org.sparklaunch.platform.testing.PackageArrows;

@AnalyzeClasses(packages = ArchitectureTest.MODULE, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    static final String MODULE = "org.sparklaunch.querytracker";

    /** Every package of the module, and the packages that it may use. A package that is not listed fails the test. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            entry("token", List.of()),
            entry("error", List.of()),
            entry("yson", List.of()),
            entry("arrow", List.of()),
            entry("client", List.of()),
            entry("livy", List.of("token")),
            entry("pool", List.of("livy", "token")),
            entry("sql", List.of("error")),
            entry("settings", List.of("error", "pool")),
            entry("query", List.of("error", "livy")),
            entry("access", List.of("error", "query")),
            entry("result", List.of("error", "livy", "query")),
            entry(
                    "execution",
                    List.of("access", "error", "format", "livy", "pool", "query", "result", "settings", "sql")),
            entry("store", List.of("error", "pool", "query", "token")),
            entry("format", List.of("arrow", "error", "query", "yson")),
            entry("http", List.of("access", "error", "execution", "format", "query", "result", "sql")),
            entry("output", List.of("client")),
            entry(
                    PackageArrows.ROOT,
                    List.of(
                            "access",
                            "error",
                            "execution",
                            "http",
                            "livy",
                            "pool",
                            "query",
                            "result",
                            "settings",
                            "store",
                            "token")),
            entry(
                    "cli",
                    List.of(PackageArrows.ROOT, "client", "http", "livy", "output", "settings", "store", "token")));

    @ArchTest
    static final ArchRule everyPackageUsesOnlyItsListedOnes = PackageArrows.oneWay(MODULE, ARROWS);

    @ArchTest
    static final ArchRule onlyTheCommandsUsePicocli = noClasses()
            .that()
            .resideOutsideOfPackage(MODULE + ".cli")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");
}
