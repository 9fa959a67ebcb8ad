package org.sparklaunch.it;

import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The older line, which cannot cancel jobs of a group that have not started. */
@EnabledIfEnvironmentVariable(
        named = "SPARK_35_HOME",
        matches = ".+",
        disabledReason = "scripts/test installs that Spark")
class Cancellation35IT extends CancellationContract {

    @Override
    protected Path sparkHome() {
        return Path.of(System.getenv("SPARK_35_HOME"));
    }
}
