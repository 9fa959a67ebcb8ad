package org.sparklaunch.livy.server;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import java.util.Map;

@AnalyzeClasses(packages = "org.sparklaunch.livy.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "org.sparklaunch.livy.server";

    /** Each package of the module and the packages that it may use. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry(
                    ROOT,
                    List.of(
                            ".rest",
                            ".dli",
                            ".batch",
                            ".health",
                            ".session",
                            ".shared",
                            ".pool",
                            ".supply",
                            ".request",
                            ".driver",
                            ".driver.worker",
                            ".auth",
                            ".policy",
                            ".journal")),
            Map.entry(
                    ".rest",
                    List.of(
                            ".dli",
                            ".batch",
                            ".health",
                            ".session",
                            ".shared",
                            ".pool",
                            ".supply",
                            ".request",
                            ".auth")),
            Map.entry(".dli", List.of(".batch", ".request", ".journal")),
            Map.entry(".batch", List.of(".request", ".driver", ".journal")),
            Map.entry(".health", List.of(".pool")),
            Map.entry(".session", List.of(".supply", ".request", ".driver", ".auth", ".policy", ".journal")),
            Map.entry(".shared", List.of(".supply", ".request", ".driver", ".journal")),
            Map.entry(".pool", List.of(".supply", ".request", ".driver", ".journal")),
            Map.entry(".supply", List.of(".request", ".driver")),
            Map.entry(".request", List.of(".auth", ".policy")),
            Map.entry(".driver.worker", List.of(".driver")),
            Map.entry(".driver", List.of()),
            Map.entry(".auth", List.of(".journal")),
            Map.entry(".policy", List.of()),
            Map.entry(".journal", List.of()));

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule everyPackageUsesOnlyItsListedOnes = layers();

    /** A package that is missing from the list fails the rule, a subpackage as well. */
    private static ArchRule layers() {
        LayeredArchitecture layers = layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
                .ensureAllClassesAreContainedInArchitecture();
        for (String name : ARROWS.keySet()) {
            layers = layers.layer(name).definedBy(name.equals(ROOT) ? ROOT : ROOT + name);
        }
        for (Map.Entry<String, List<String>> arrows : ARROWS.entrySet()) {
            var from = layers.whereLayer(arrows.getKey());
            layers = arrows.getValue().isEmpty()
                    ? from.mayNotAccessAnyLayer()
                    : from.mayOnlyAccessLayers(arrows.getValue().toArray(String[]::new));
        }
        return layers;
    }
}
