/**
 * The state folder of a launch: its lock, its keys, the embedded ZooKeeper's data, and who runs in it.
 */
@NullMarked
package org.sparklaunch.launcher.state;

import org.jspecify.annotations.NullMarked;
