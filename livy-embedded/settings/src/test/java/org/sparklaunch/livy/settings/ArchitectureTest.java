package org.sparklaunch.livy.settings;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The module has one package, which launcher and server share: it uses neither. */
@AnalyzeClasses(packages = "org.sparklaunch.livy.settings", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String MODULE = "org.sparklaunch.livy.settings";

    @ArchTest
    static final ArchRule everyClassIsInTheOnePackage = classes().should().resideInAPackage(MODULE);

    @ArchTest
    static final ArchRule onlyListedPackagesAreUsed = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    MODULE,
                    "java..",
                    "com.fasterxml.jackson..",
                    "org.jspecify.annotations",
                    "org.sparklaunch.livy.protocol..",
                    "org.sparklaunch.pages",
                    "org.sparklaunch.platform..");
}
