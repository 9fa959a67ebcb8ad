package org.sparklaunch.platform.testing;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import java.util.Map;

/** Builds the rule for the packages of one module. The {@code ArchitectureTest} of every module uses it. */
public final class PackageArrows {
    /** The name of the module's own package in a table. */
    public static final String ROOT = "(root)";

    private PackageArrows() {}

    /**
     * Returns the rule that each package uses only the packages listed for it, without cycles. A package that is missing
     * from the table fails the rule, a subpackage as well. A name in the table without classes also fails it.
     *
     * @param module the module's own package
     * @param arrows the name of each package below it, and the packages that it may use
     */
    public static ArchRule oneWay(String module, Map<String, List<String>> arrows) {
        return CompositeArchRule.of(layers(module, arrows))
                .and(slices().matching(module + ".(**)")
                        .should()
                        .beFreeOfCycles()
                        .allowEmptyShould(true));
    }

    private static ArchRule layers(String module, Map<String, List<String>> arrows) {
        LayeredArchitecture layers = layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(module + "..")
                .ensureAllClassesAreContainedInArchitecture();
        for (String name : arrows.keySet()) {
            layers = layers.layer(name).definedBy(name.equals(ROOT) ? module : module + "." + name);
        }
        for (Map.Entry<String, List<String>> entry : arrows.entrySet()) {
            var from = layers.whereLayer(entry.getKey());
            layers = entry.getValue().isEmpty()
                    ? from.mayNotAccessAnyLayer()
                    : from.mayOnlyAccessLayers(entry.getValue().toArray(String[]::new));
        }
        return layers;
    }
}
