/**
 * Class data that JVMs share instead of reading, checking and linking thousands of classes at each start. {@link
 * org.sparklaunch.launcher.classdata.ClassDataKey} says which archives fit, {@link
 * org.sparklaunch.launcher.classdata.ClassData} gives JVMs the option that uses or records one, {@link
 * org.sparklaunch.launcher.classdata.ClassDataRecording} takes them from running JVMs.
 */
@NullMarked
package org.sparklaunch.launcher.classdata;

import org.jspecify.annotations.NullMarked;
