package org.sparklaunch.livy.driver.scala212;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The module has one package: the driver finds its one class by name. */
@AnalyzeClasses(packages = "org.sparklaunch.livy.driver.scala212", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String MODULE = "org.sparklaunch.livy.driver.scala212";

    @ArchTest
    static final ArchRule everyClassIsInTheOnePackage = classes().should().resideInAPackage(MODULE);

    @ArchTest
    static final ArchRule onlyListedPackagesAreUsed = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    MODULE, "java..", "scala..", "org.jspecify.annotations", "org.sparklaunch.livy.driver.scala");
}
