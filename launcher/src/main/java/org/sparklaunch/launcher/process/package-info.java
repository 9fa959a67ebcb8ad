/**
 * Child processes, their logs and their ports. Knows nothing of Spark or of clusters.
 */
@NullMarked
package org.sparklaunch.launcher.process;

import org.jspecify.annotations.NullMarked;
