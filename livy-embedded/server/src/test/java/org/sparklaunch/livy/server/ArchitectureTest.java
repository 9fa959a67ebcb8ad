package org.sparklaunch.livy.server;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.sparklaunch.livy.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule arrowsGoOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.sparklaunch.livy.server..")
            .layer("root")
            .definedBy("org.sparklaunch.livy.server")
            .layer("rest")
            .definedBy("..server.rest..")
            .layer("batch")
            .definedBy("..server.batch..")
            .layer("pool")
            .definedBy("..server.pool..")
            .layer("health")
            .definedBy("..server.health..")
            .layer("shared")
            .definedBy("..server.shared..")
            .layer("session")
            .definedBy("..server.session..")
            .layer("driver")
            .definedBy("..server.driver..")
            .layer("auth")
            .definedBy("..server.auth..")
            .layer("journal")
            .definedBy("..server.journal..")
            .layer("policy")
            .definedBy("..server.policy..")
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("rest")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("batch")
            .mayOnlyBeAccessedByLayers("root", "rest")
            .whereLayer("health")
            .mayOnlyBeAccessedByLayers("root", "rest")
            .whereLayer("pool")
            .mayOnlyBeAccessedByLayers("root", "rest", "health")
            .whereLayer("shared")
            .mayOnlyBeAccessedByLayers("root", "rest")
            .whereLayer("session")
            .mayOnlyBeAccessedByLayers("root", "rest", "batch", "pool", "shared")
            .whereLayer("driver")
            .mayOnlyBeAccessedByLayers("root", "session", "batch", "pool", "shared")
            .whereLayer("auth")
            .mayOnlyBeAccessedByLayers("root", "rest", "session")
            .whereLayer("policy")
            .mayOnlyBeAccessedByLayers("root", "session")
            .whereLayer("journal")
            .mayOnlyBeAccessedByLayers("session", "batch", "auth", "pool", "shared");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.sparklaunch.livy.server.(*)..").should().beFreeOfCycles();
}
