/**
 * Child processes, their logs and their ports, independent of Spark and of clusters.
 */
@NullMarked
package org.sparklaunch.launcher.process;

import org.jspecify.annotations.NullMarked;
