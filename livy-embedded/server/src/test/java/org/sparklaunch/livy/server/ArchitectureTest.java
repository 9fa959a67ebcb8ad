package org.sparklaunch.livy.server;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import org.sparklaunch.platform.testing.PackageArrows;

@AnalyzeClasses(packages = "org.sparklaunch.livy.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String MODULE = "org.sparklaunch.livy.server";

    /** Each package of the module and the packages that it may use. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry(
                    PackageArrows.ROOT,
                    List.of(
                            "rest",
                            "batch",
                            "health",
                            "session",
                            "shared",
                            "pool",
                            "supply",
                            "request",
                            "driver",
                            "driver.worker",
                            "driver.launch",
                            "driver.endpoint",
                            "driver.log",
                            "driver.process",
                            "auth",
                            "policy",
                            "journal")),
            Map.entry("rest", List.of("batch", "health", "session", "shared", "pool", "supply", "request", "auth")),
            Map.entry("batch", List.of("request", "driver", "driver.log", "driver.process", "journal")),
            Map.entry("health", List.of("pool")),
            Map.entry(
                    "session",
                    List.of(
                            "supply",
                            "request",
                            "driver",
                            "driver.log",
                            "driver.process",
                            "auth",
                            "policy",
                            "journal")),
            Map.entry("shared", List.of("supply", "request", "driver", "driver.process", "journal")),
            Map.entry("pool", List.of("supply", "request", "driver", "driver.log", "driver.process", "journal")),
            Map.entry("supply", List.of("request", "driver", "driver.process")),
            Map.entry("request", List.of("auth", "policy")),
            Map.entry("driver.worker", List.of("driver.launch", "driver.endpoint", "driver.process")),
            Map.entry("driver.launch", List.of("driver.endpoint", "driver.process")),
            Map.entry("driver.endpoint", List.of("driver", "driver.process")),
            Map.entry("driver", List.of("driver.process")),
            Map.entry("driver.log", List.of("driver.process")),
            Map.entry("driver.process", List.of()),
            Map.entry("auth", List.of("journal")),
            Map.entry("policy", List.of()),
            Map.entry("journal", List.of()));

    @ArchTest
    static final ArchRule everyPackageUsesOnlyItsListedOnes = PackageArrows.oneWay(MODULE, ARROWS);
}
