package org.sparklaunch.metastore;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The launcher, which has neither Hive nor Hadoop, uses some of the classes. */
@AnalyzeClasses(packages = "org.sparklaunch.metastore", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule launchersClassesNeedTheJdkOnly = classes()
            .that()
            .haveNameMatching(".*\\.(MetastoreConfig|MetastoreToken).*")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.sparklaunch.metastore", "org.jspecify..");
}
