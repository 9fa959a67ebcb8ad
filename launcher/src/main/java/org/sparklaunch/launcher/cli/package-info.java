/**
 * The command {@code spark-launch}: {@link org.sparklaunch.launcher.cli.SparkLaunchMain} and its subcommands.
 *
 * <p>Options become a {@code config.ClusterSpec}; {@code cluster.ClusterLauncher} makes it run. Arrows go one way: this
 * package, {@code cluster}, then {@code spark}, {@code state}, {@code process}; {@code config} and {@code guard} are leaves.
 */
@NullMarked
package org.sparklaunch.launcher.cli;

import org.jspecify.annotations.NullMarked;
