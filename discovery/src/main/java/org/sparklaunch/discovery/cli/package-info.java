/**
 * The command {@code spark-discovery}, and {@link org.sparklaunch.discovery.cli.ZooKeeperOptions} for every command that looks
 * for a cluster.
 */
@NullMarked
package org.sparklaunch.discovery.cli;

import org.jspecify.annotations.NullMarked;
