/**
 * A Spark installation, and the commands and the status of Spark's standalone daemons: {@link
 * org.sparklaunch.launcher.spark.SparkHome}, {@link org.sparklaunch.launcher.spark.SparkDaemons}, {@link
 * org.sparklaunch.launcher.spark.MasterStatus}. Uses {@code process} for commands.
 */
@NullMarked
package org.sparklaunch.launcher.spark;

import org.jspecify.annotations.NullMarked;
