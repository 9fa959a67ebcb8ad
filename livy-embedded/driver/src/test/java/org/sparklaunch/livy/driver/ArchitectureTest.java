package org.sparklaunch.livy.driver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.sparklaunch.livy.driver", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("org.sparklaunch.livy.driver.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule languagesKnowNeitherLoopNorLink = noClasses()
            .that()
            .resideInAnyPackage(
                    "..driver.sql..",
                    "..driver.query..",
                    "..driver.scala..",
                    "..driver.scala213..",
                    "..driver.python..",
                    "..driver.r..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..driver.statement..", "..driver.link..");

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
}
