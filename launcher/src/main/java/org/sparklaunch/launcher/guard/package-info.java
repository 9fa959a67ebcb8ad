/**
 * The few lines that run inside Spark's daemons. Nothing but the JDK may be used here: the classes stand on the class path
 * of Spark's JVMs.
 */
@NullMarked
package org.sparklaunch.launcher.guard;

import org.jspecify.annotations.NullMarked;
