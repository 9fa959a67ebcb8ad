package org.sparklaunch.authentication;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import java.util.Map;

@AnalyzeClasses(packages = "org.sparklaunch.authentication", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "org.sparklaunch.authentication";

    /** Each package of the module and the packages that it may use. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry(ROOT, List.of()),
            Map.entry(".accounts", List.of()),
                    Map.entry(".audit", List.of()),
            Map.entry(".limits", List.of()),
            Map.entry(".testing", List.of()),
            Map.entry(".tls", List.of()));

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
