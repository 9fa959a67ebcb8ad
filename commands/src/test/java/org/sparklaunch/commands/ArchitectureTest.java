package org.sparklaunch.commands;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import org.sparklaunch.platform.testing.PackageArrows;

@AnalyzeClasses(packages = "org.sparklaunch.commands", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String MODULE = "org.sparklaunch.commands";

    /** Each package of the module and the packages that it may use. */
    private static final Map<String, List<String>> ARROWS =
            Map.ofEntries(Map.entry(PackageArrows.ROOT, List.of()), Map.entry("testing", List.of(PackageArrows.ROOT)));

    @ArchTest
    static final ArchRule everyPackageUsesOnlyItsListedOnes = PackageArrows.oneWay(MODULE, ARROWS);

    @ArchTest
    static final ArchRule kitUsesNoOtherModuleButPlatform = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.sparklaunch.discovery..", "org.sparklaunch.launcher..", "org.sparklaunch.querytracker..");
}
