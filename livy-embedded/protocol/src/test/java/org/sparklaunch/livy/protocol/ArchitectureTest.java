package org.sparklaunch.livy.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Lists all packages of the module: a class in another package fails, as does an arrow that is not listed. */
@AnalyzeClasses(packages = "org.sparklaunch.livy.protocol", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "org.sparklaunch.livy.protocol";
    private static final String POLICY = ROOT + ".policy";
    private static final String[] BESIDE = {"java..", "javax.crypto..", "org.jspecify.annotations"};

    @ArchTest
    static final ArchRule everyClassIsInAListedPackage = classes().should().resideInAnyPackage(ROOT, POLICY);

    @ArchTest
    static final ArchRule messagesUseTheJdkOnly = classes()
            .that()
            .resideInAPackage(ROOT)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(ROOT));

    @ArchTest
    static final ArchRule policiesUseTheJdkOnly = classes()
            .that()
            .resideInAPackage(POLICY)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(POLICY));

    private static String[] with(String own) {
        return new String[] {own, BESIDE[0], BESIDE[1], BESIDE[2]};
    }
}
