/** Whether an address can be reached from this machine only. */
@NullMarked
package org.sparklaunch.platform.network;

import org.jspecify.annotations.NullMarked;
