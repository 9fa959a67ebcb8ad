package org.sparklaunch.discovery;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import org.sparklaunch.platform.testing.PackageArrows;

@AnalyzeClasses(packages = "org.sparklaunch.discovery", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String MODULE = "org.sparklaunch.discovery";

    /** Each package of the module and the packages that it may use. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry(PackageArrows.ROOT, List.of()),
            Map.entry("cli", List.of(PackageArrows.ROOT)),
            Map.entry("testing", List.of(PackageArrows.ROOT)));

    @ArchTest
    static final ArchRule everyPackageUsesOnlyItsListedOnes = PackageArrows.oneWay(MODULE, ARROWS);

    @ArchTest
    static final ArchRule onlyTheCoreUsesZooKeeper = noClasses()
            .that()
            .resideInAnyPackage(MODULE + ".cli", MODULE + ".testing")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.curator..", "org.apache.zookeeper..");
}
