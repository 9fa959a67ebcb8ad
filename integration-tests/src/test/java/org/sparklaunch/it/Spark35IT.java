package org.sparklaunch.it;

import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The older line, on Scala 2.12. */
@EnabledIfEnvironmentVariable(
        named = "SPARK_35_HOME",
        matches = ".+",
        disabledReason = "scripts/test installs that Spark")
class Spark35IT extends SparkLineContract {

    @Override
    protected Path sparkHome() {
        return Path.of(System.getenv("SPARK_35_HOME"));
    }
}
