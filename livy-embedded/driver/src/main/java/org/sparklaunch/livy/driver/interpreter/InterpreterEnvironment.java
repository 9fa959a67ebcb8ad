package org.sparklaunch.livy.driver.interpreter;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.sparklaunch.livy.driver.output.OutputLimits;

/**
 * What a session gives each of its interpreters.
 *
 * @param spark the session's one Spark session, shared by all its languages
 * @param newSession makes another Spark session with the settings and the policy of this one as it was requested
 * @param workDir a folder of mode 0700 that only this session uses and that is removed with it
 * @param limits the limits of outputs
 */
public record InterpreterEnvironment(
        SparkSession spark, Supplier<SparkSession> newSession, Path workDir, OutputLimits limits) {

    /** Makes an environment whose new sessions have the application's settings. */
    public InterpreterEnvironment(SparkSession spark, Path workDir, OutputLimits limits) {
        this(spark, () -> spark.newSession(), workDir, limits);
    }

    /** Returns the same environment with another Spark session. */
    public InterpreterEnvironment with(SparkSession other) {
        return new InterpreterEnvironment(other, newSession, workDir, limits);
    }
}
