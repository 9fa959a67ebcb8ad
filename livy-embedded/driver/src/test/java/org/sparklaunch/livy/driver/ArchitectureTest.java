package org.sparklaunch.livy.driver;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/** Lists all packages of the module with the packages that each may use: a new package or arrow fails until it is listed. */
@AnalyzeClasses(packages = "org.sparklaunch.livy.driver", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "org.sparklaunch.livy.driver";

    /** The root package assembles the others and may use all of them. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("group", Set.of()),
            Map.entry("link", Set.of()),
            Map.entry("policy", Set.of()),
            Map.entry("interpreter", Set.of("policy")),
            Map.entry("resource", Set.of("link")),
            Map.entry("result", Set.of("group", "interpreter")),
            Map.entry("statement", Set.of("group", "interpreter", "link")),
            Map.entry("job", Set.of("group", "interpreter", "link")),
            Map.entry("kernel", Set.of("interpreter")),
            Map.entry("sql", Set.of("interpreter")),
            Map.entry("query", Set.of("interpreter", "policy")),
            Map.entry("python", Set.of("group", "interpreter", "kernel")),
            Map.entry("r", Set.of("interpreter", "kernel")),
            Map.entry("scala", Set.of("interpreter")),
            Map.entry("scala213", Set.of("scala")));

    @ArchTest
    static final ArchRule packagesUseOnlyListedPackages = classes().should(useOnlyListedPackages());

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

    private static ArchCondition<JavaClass> useOnlyListedPackages() {
        return new ArchCondition<>("use only the packages that are listed for theirs") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (type.getPackageName().equals(ROOT)) {
                    return;
                }
                String own = type.getPackageName().substring(ROOT.length() + 1);
                Set<String> allowed = ARROWS.getOrDefault(own, Set.of());
                onlyDependOnClassesThat(describe(
                                "packages listed for " + own,
                                (JavaClass used) -> isAllowed(used.getPackageName(), own, allowed)))
                        .check(type, events);
                if (!ARROWS.containsKey(own)) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " is in a package that is not listed"));
                }
            }
        };
    }

    private static boolean isAllowed(String used, String own, Set<String> allowed) {
        if (!used.equals(ROOT) && !used.startsWith(ROOT + ".")) {
            return true;
        }
        String name = used.substring(Math.min(used.length(), ROOT.length() + 1));
        return name.equals(own) || allowed.contains(name);
    }
}
