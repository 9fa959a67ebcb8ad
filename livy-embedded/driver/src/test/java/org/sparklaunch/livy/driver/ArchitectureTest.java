package org.sparklaunch.livy.driver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import org.sparklaunch.platform.testing.PackageArrows;

@AnalyzeClasses(packages = "org.sparklaunch.livy.driver", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String MODULE = "org.sparklaunch.livy.driver";

    /** Each package of the module and the packages that it may use. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry(
                    PackageArrows.ROOT,
                    List.of(
                            "group",
                            "interpreter",
                            "job",
                            "link",
                            "output",
                            "policy",
                            "python",
                            "query",
                            "r",
                            "resource",
                            "result",
                            "scala",
                            "sql",
                            "statement")),
            Map.entry("statement", List.of("group", "interpreter", "link", "output", "policy")),
            Map.entry("job", List.of("group", "interpreter", "link", "policy")),
            Map.entry("resource", List.of("link")),
            Map.entry("result", List.of("group", "interpreter")),
            Map.entry("query", List.of("interpreter", "output", "policy", "row")),
            Map.entry("sql", List.of("interpreter", "output", "row")),
            Map.entry("python", List.of("group", "interpreter", "kernel", "output")),
            Map.entry("r", List.of("interpreter", "kernel", "output")),
            Map.entry("kernel", List.of("interpreter", "output", "row")),
            Map.entry("scala213", List.of("scala")),
            Map.entry("scala", List.of("interpreter", "output", "row")),
            Map.entry("interpreter", List.of("output")),
            Map.entry("output", List.of("policy", "row")),
            Map.entry("row", List.of()),
            Map.entry("link", List.of()),
            Map.entry("group", List.of()),
            Map.entry("policy", List.of("group")));

    @ArchTest
    static final ArchRule everyPackageUsesOnlyItsListedOnes = PackageArrows.oneWay(MODULE, ARROWS);

    @ArchTest
    static final ArchRule linkKnowsNoSpark = noClasses()
            .that()
            .resideInAPackage("..driver.link..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "scala..");

    @ArchTest
    static final ArchRule onlyOnePackageSeesTheCompiler = noClasses()
            .that()
            .resideOutsideOfPackage("..driver.scala213..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("scala.tools..", "scala.reflect..");
}
