/** Sizes of memory and durations: the one grammar of all options and settings. */
@NullMarked
package org.sparklaunch.platform.quantity;

import org.jspecify.annotations.NullMarked;
