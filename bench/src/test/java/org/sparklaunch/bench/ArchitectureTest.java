package org.sparklaunch.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import java.util.Map;

@AnalyzeClasses(packages = "org.sparklaunch.bench", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "org.sparklaunch.bench";

    /** Each package of the module and the packages that it may use. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry(ROOT, List.of(".growth", ".micro", ".report", ".scenario", ".soak")),
            Map.entry(".growth", List.of(".reference", ".report", ".target")),
            Map.entry(".scenario", List.of(".reference", ".report", ".target")),
            Map.entry(".soak", List.of(".reference", ".report", ".target")),
            Map.entry(".micro", List.of()),
            Map.entry(".target", List.of()),
            Map.entry(".reference", List.of()),
            Map.entry(".report", List.of()));

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule everyPackageUsesOnlyItsListedOnes = layers();

    @ArchTest
    static final ArchRule THE_BARE_DRIVER_NEEDS_ONLY_SPARK = classes()
            .that()
            .haveSimpleName("BareDriver")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.apache.spark.sql..");

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
