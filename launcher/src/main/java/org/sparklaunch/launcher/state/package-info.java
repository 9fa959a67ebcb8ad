/**
 * The state folder of a launch: its lock, its keys, the embedded ZooKeeper's data, and the launch that uses it.
 */
@NullMarked
package org.sparklaunch.launcher.state;

import org.jspecify.annotations.NullMarked;
