package org.sparklaunch.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.sparklaunch.bench", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule everyPackageUsesOnlyItsListedOnes = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.sparklaunch.bench..")
            .ensureAllClassesAreContainedInArchitecture()
            .layer("main")
            .definedBy("org.sparklaunch.bench")
            .layer("scenario")
            .definedBy("org.sparklaunch.bench.scenario")
            .layer("micro")
            .definedBy("org.sparklaunch.bench.micro..")
            .layer("growth")
            .definedBy("org.sparklaunch.bench.growth")
            .layer("soak")
            .definedBy("org.sparklaunch.bench.soak")
            .layer("target")
            .definedBy("org.sparklaunch.bench.target")
            .layer("reference")
            .definedBy("org.sparklaunch.bench.reference")
            .layer("report")
            .definedBy("org.sparklaunch.bench.report")
            .whereLayer("scenario")
            .mayOnlyBeAccessedByLayers("main")
            .whereLayer("micro")
            .mayOnlyBeAccessedByLayers("main")
            .whereLayer("growth")
            .mayOnlyBeAccessedByLayers("main")
            .whereLayer("soak")
            .mayOnlyBeAccessedByLayers("main")
            .whereLayer("target")
            .mayOnlyBeAccessedByLayers("scenario", "soak", "growth")
            .whereLayer("reference")
            .mayOnlyBeAccessedByLayers("scenario", "soak", "growth")
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("main", "scenario", "soak", "growth");

    @ArchTest
    static final ArchRule bareDriverUsesOnlySpark = classes()
            .that()
            .haveSimpleName("BareDriver")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.apache.spark.sql..");
}
