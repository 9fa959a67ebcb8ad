package org.sparklaunch.it;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The policy on the older line, whose plans have other classes. */
@Tag("long")
@EnabledIfEnvironmentVariable(
        named = "SPARK_35_HOME",
        matches = ".+",
        disabledReason = "scripts/test installs that Spark")
class Policy35IT extends PolicyContract {
    @Override
    protected Path sparkHome() {
        return Path.of(System.getenv("SPARK_35_HOME"));
    }
}
