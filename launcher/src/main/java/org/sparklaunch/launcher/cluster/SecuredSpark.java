package org.sparklaunch.launcher.cluster;

import org.sparklaunch.launcher.spark.SparkHome;
import org.sparklaunch.launcher.spark.SparkSecurity;

/** The Spark of a launch, and how its processes recognise each other. */
record SecuredSpark(SparkHome home, SparkSecurity security) {}
