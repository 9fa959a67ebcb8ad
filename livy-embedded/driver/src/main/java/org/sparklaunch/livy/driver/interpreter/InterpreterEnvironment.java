package org.sparklaunch.livy.driver.interpreter;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/**
 * What a session gives each of its interpreters.
 *
 * @param spark the session's one Spark session, shared by all its languages
 * @param workDir a folder of mode 0700 that only this session uses and that is removed with it
 * @param limits what an output may hold
 */
public record InterpreterEnvironment(SparkSession spark, Path workDir, OutputLimits limits) {}
