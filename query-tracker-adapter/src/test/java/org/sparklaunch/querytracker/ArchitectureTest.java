package org.sparklaunch.querytracker;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.sparklaunch.querytracker", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ARROWS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("root")
            .definedBy("org.sparklaunch.querytracker")
            .layer("cli")
            .definedBy("org.sparklaunch.querytracker.cli")
            .layer("http")
            .definedBy("org.sparklaunch.querytracker.http")
            .layer("store")
            .definedBy("org.sparklaunch.querytracker.store")
            .layer("query")
            .definedBy("org.sparklaunch.querytracker.query")
            .layer("pool")
            .definedBy("org.sparklaunch.querytracker.pool")
            .layer("livy")
            .definedBy("org.sparklaunch.querytracker.livy")
            .layer("yson")
            .definedBy("org.sparklaunch.querytracker.yson")
            .layer("token")
            .definedBy("org.sparklaunch.querytracker.token")
            .whereLayer("cli")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("query")
            .mayOnlyBeAccessedByLayers("root", "http", "store")
            .whereLayer("pool")
            .mayOnlyBeAccessedByLayers("root", "query", "store")
            .whereLayer("livy")
            .mayOnlyBeAccessedByLayers("root", "query", "pool")
            .layer("arrow")
            .definedBy("org.sparklaunch.querytracker.arrow")
            .whereLayer("arrow")
            .mayOnlyBeAccessedByLayers("http")
            .whereLayer("yson")
            .mayOnlyBeAccessedByLayers("http", "query", "cli")
            .whereLayer("yson")
            .mayNotAccessAnyLayer()
            .whereLayer("cli")
            .mayOnlyAccessLayers("yson");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("org.sparklaunch.querytracker.(*)..").should().beFreeOfCycles();
}
