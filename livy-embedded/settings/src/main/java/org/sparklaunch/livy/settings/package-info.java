/** The settings of the Livy server: one strict JSON file, read once. All its problems are reported together. */
@NullMarked
package org.sparklaunch.livy.settings;

import org.jspecify.annotations.NullMarked;
