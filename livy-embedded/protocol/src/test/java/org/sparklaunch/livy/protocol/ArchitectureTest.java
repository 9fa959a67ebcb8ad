package org.sparklaunch.livy.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/** Lists all packages of the module: a class in another package fails, as does an arrow that is not listed. */
@AnalyzeClasses(packages = "org.sparklaunch.livy.protocol", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "org.sparklaunch.livy.protocol";
    private static final String POLICY = ROOT + ".policy";
    private static final List<String> BESIDE =
            List.of("java..", "javax.crypto..", "org.jspecify.annotations", "org.sparklaunch.platform..");

    @ArchTest
    static final ArchRule everyClassIsInAListedPackage = classes().should().resideInAnyPackage(ROOT, POLICY);

    @ArchTest
    static final ArchRule messagesUseTheJdkAndThePlatformOnly = classes()
            .that()
            .resideInAPackage(ROOT)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(ROOT));

    @ArchTest
    static final ArchRule policiesUseTheJdkAndThePlatformOnly = classes()
            .that()
            .resideInAPackage(POLICY)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(POLICY));

    private static String[] with(String own) {
        return Stream.concat(Stream.of(own), BESIDE.stream()).toArray(String[]::new);
    }
}
