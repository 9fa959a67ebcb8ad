/**
 * From a checked specification to a running cluster and back to nothing: {@link
 * org.sparklaunch.launcher.cluster.ClusterLauncher} starts in order and unwinds what failed, {@link
 * org.sparklaunch.launcher.cluster.RunningCluster} supervises and closes in reverse order.
 */
@NullMarked
package org.sparklaunch.launcher.cluster;

import org.jspecify.annotations.NullMarked;
