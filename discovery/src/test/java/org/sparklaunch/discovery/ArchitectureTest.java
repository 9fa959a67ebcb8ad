package org.sparklaunch.discovery;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.sparklaunch.discovery", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule COMMANDS_STAND_ON_TOP = noClasses()
            .that()
            .resideInAnyPackage("org.sparklaunch.discovery", "org.sparklaunch.discovery.testing")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.sparklaunch.discovery.cli");

    @ArchTest
    static final ArchRule ONLY_THE_CORE_KNOWS_ZOOKEEPER = noClasses()
            .that()
            .resideInAnyPackage("org.sparklaunch.discovery.cli", "org.sparklaunch.discovery.testing")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.curator..", "org.apache.zookeeper..");
}
