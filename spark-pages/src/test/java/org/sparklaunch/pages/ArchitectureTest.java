package org.sparklaunch.pages;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.sparklaunch.pages", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** The classes run in Spark's own processes, on class paths that are not ours. */
    @ArchTest
    static final ArchRule NOTHING_BUT_THE_JDK_AND_SPARKS_SERVLETS_ARE_NEEDED = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.sparklaunch.pages..",
                    "java..",
                    "javax.crypto..",
                    "javax.servlet..",
                    "jakarta.servlet..",
                    "org.jspecify..");
}
