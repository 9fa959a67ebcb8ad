package org.sparklaunch.launcher.cluster;

import java.time.Duration;
import java.util.Optional;
import org.sparklaunch.launcher.classdata.ClassData;
import org.sparklaunch.launcher.spark.SparkHome;
import org.sparklaunch.launcher.state.StateFolder;

/**
 * How to launch, besides what.
 *
 * @param state the folder of the launch, not locked yet
 * @param zookeeper an ensemble to use; empty for the embedded server
 * @param abortExisting ends another launch that is in the way
 * @param limit for everything from here to ready
 */
public record LaunchSettings(
        Installation installation,
        SparkHome spark,
        ClassData classData,
        StateFolder state,
        Optional<String> zookeeper,
        boolean abortExisting,
        Duration limit) {}
