/**
 * The command {@code spark-launch}: {@link org.sparklaunch.launcher.cli.SparkLaunchMain} and its subcommands.
 *
 * <p>Options become a {@code config.ClusterSpec}, which {@code cluster.ClusterLauncher} starts. {@code ArchitectureTest} lists the
 * packages that each package may use.
 */
@NullMarked
package org.sparklaunch.launcher.cli;

import org.jspecify.annotations.NullMarked;
