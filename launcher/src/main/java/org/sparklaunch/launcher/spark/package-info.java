/**
 * A Spark installation and what Spark's own standalone daemons need and tell: {@link
 * org.sparklaunch.launcher.spark.SparkHome}, {@link org.sparklaunch.launcher.spark.SparkDaemons}, {@link
 * org.sparklaunch.launcher.spark.MasterStatus}. Uses {@code process} for commands.
 */
@NullMarked
package org.sparklaunch.launcher.spark;

import org.jspecify.annotations.NullMarked;
