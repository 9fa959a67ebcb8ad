/**
 * Class data that JVMs share instead of reading, checking and linking thousands of classes at each start. {@link
 * org.sparklaunch.launcher.classdata.ClassDataKey} names the archives, {@link org.sparklaunch.launcher.classdata.ClassData}
 * returns the JVM options that use or record one, {@link org.sparklaunch.launcher.classdata.ClassDataRecording} records them.
 */
@NullMarked
package org.sparklaunch.launcher.classdata;

import org.jspecify.annotations.NullMarked;
