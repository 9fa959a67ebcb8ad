package org.sparklaunch.commands;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.sparklaunch", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule KIT_KNOWS_NO_OTHER_MODULE = noClasses()
            .that()
            .resideInAPackage("org.sparklaunch.commands")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.sparklaunch.discovery..", "org.sparklaunch.launcher..", "org.sparklaunch.querytracker..");
}
