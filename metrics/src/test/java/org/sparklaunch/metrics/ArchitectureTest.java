package org.sparklaunch.metrics;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import org.sparklaunch.platform.testing.PackageArrows;

@AnalyzeClasses(packages = "org.sparklaunch.metrics", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** Each package of the module and the packages that it may use. */
    private static final Map<String, List<String>> ARROWS = Map.of(PackageArrows.ROOT, List.of());

    @ArchTest
    static final ArchRule everyPackageUsesOnlyItsListedOnes = PackageArrows.oneWay("org.sparklaunch.metrics", ARROWS);
}
