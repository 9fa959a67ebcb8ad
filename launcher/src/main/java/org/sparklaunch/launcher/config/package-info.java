/**
 * What a user wants of a cluster, checked as a whole: {@link org.sparklaunch.launcher.config.ClusterSpec}, and whether the
 * machine can hold it: {@link org.sparklaunch.launcher.config.MemoryPlan}. Knows nothing of processes.
 */
@NullMarked
package org.sparklaunch.launcher.config;

import org.jspecify.annotations.NullMarked;
