/**
 * Starts, supervises and ends a cluster. {@link org.sparklaunch.launcher.cluster.ClusterLauncher} starts the components in order
 * and closes them after a failure. {@link org.sparklaunch.launcher.cluster.RunningCluster} supervises and closes them.
 */
@NullMarked
package org.sparklaunch.launcher.cluster;

import org.jspecify.annotations.NullMarked;
