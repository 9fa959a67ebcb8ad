package org.sparklaunch.launcher.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.sparklaunch.launcher.classdata.ClassData;
import org.sparklaunch.launcher.spark.SparkHome;
import org.sparklaunch.launcher.state.StateFolder;

/**
 * The settings of a launch, besides the cluster itself.
 *
 * @param state the folder of the launch, not locked yet
 * @param zookeeper an ensemble to use; empty for the embedded server
 * @param abortExisting ends another launch with the same state folder or discovery path
 * @param limit the time until all components are ready
 * @param localDir for the blocks of executors
 * @param secrets the files of secrets that the operator names
 */
public record LaunchSettings(
        Installation installation,
        SparkHome spark,
        ClassData classData,
        StateFolder state,
        Optional<String> zookeeper,
        boolean abortExisting,
        Duration limit,
        Path localDir,
        LaunchSecrets secrets) {}
