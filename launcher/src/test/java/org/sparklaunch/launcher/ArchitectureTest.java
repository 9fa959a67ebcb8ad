package org.sparklaunch.launcher;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import org.sparklaunch.platform.testing.PackageArrows;

@AnalyzeClasses(packages = "org.sparklaunch.launcher", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String MODULE = "org.sparklaunch.launcher";

    /** Each package of the module and the packages that it may use. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry("cli", List.of("doctor", "cluster", "spark", "state", "process", "classdata", "config")),
            Map.entry("doctor", List.of("spark", "process", "config")),
            Map.entry("cluster", List.of("spark", "state", "process", "classdata", "config")),
            Map.entry("spark", List.of("state", "process", "classdata", "config")),
            Map.entry("state", List.of()),
            Map.entry("process", List.of()),
            Map.entry("classdata", List.of()),
            Map.entry("config", List.of()));

    @ArchTest
    static final ArchRule everyPackageUsesOnlyItsListedOnes = PackageArrows.oneWay(MODULE, ARROWS);
}
