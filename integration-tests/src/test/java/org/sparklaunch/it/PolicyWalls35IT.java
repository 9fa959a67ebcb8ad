package org.sparklaunch.it;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Attacks on the policy on the older line, whose plans and registry differ. */
@Tag("long")
@EnabledIfEnvironmentVariable(
        named = "SPARK_35_HOME",
        matches = ".+",
        disabledReason = "scripts/test installs that Spark")
class PolicyWalls35IT extends PolicyWallsContract {
    @Override
    protected Path sparkHome() {
        return Path.of(System.getenv("SPARK_35_HOME"));
    }
}
