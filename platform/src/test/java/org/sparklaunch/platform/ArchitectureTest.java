package org.sparklaunch.platform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.sparklaunch.platform", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** The classes run in Spark's own processes, on class paths that are not ours. */
    @ArchTest
    static final ArchRule NOTHING_BUT_THE_JDK_IS_NEEDED = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("org.sparklaunch.platform..", "java..", "javax.crypto..", "org.jspecify..");

    @ArchTest
    static final ArchRule PACKAGES_DO_NOT_DEPEND_ON_EACH_OTHER =
            slices().matching("org.sparklaunch.platform.(*)..").should().notDependOnEachOther();
}
