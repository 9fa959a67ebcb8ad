package org.sparklaunch.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.sparklaunch.launcher", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String BASE = "org.sparklaunch.launcher";

    @ArchTest
    static final ArchRule ARROWS_GO_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("commands")
            .definedBy(BASE)
            .layer("doctor")
            .definedBy(BASE + ".doctor")
            .layer("cluster")
            .definedBy(BASE + ".cluster")
            .layer("spark")
            .definedBy(BASE + ".spark")
            .layer("state")
            .definedBy(BASE + ".state")
            .layer("process")
            .definedBy(BASE + ".process")
            .layer("classdata")
            .definedBy(BASE + ".classdata")
            .layer("config")
            .definedBy(BASE + ".config")
            .whereLayer("commands")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("doctor")
            .mayOnlyBeAccessedByLayers("commands")
            .whereLayer("cluster")
            .mayOnlyBeAccessedByLayers("commands")
            .whereLayer("spark")
            .mayOnlyBeAccessedByLayers("commands", "doctor", "cluster")
            .whereLayer("state")
            .mayOnlyBeAccessedByLayers("commands", "cluster", "spark")
            .whereLayer("classdata")
            .mayOnlyBeAccessedByLayers("commands", "cluster", "spark")
            .whereLayer("process")
            .mayOnlyBeAccessedByLayers("commands", "doctor", "cluster", "spark");

    @ArchTest
    static final ArchRule THE_GUARD_NEEDS_NOTHING_BUT_THE_JDK = noClasses()
            .that()
            .resideInAPackage(BASE + ".guard")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(BASE + ".guard", "java..", "org.jspecify..");
}
