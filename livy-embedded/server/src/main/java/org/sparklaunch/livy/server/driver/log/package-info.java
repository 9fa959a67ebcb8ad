/** The output of drivers and batches: a window of it, its size, and the reason of a failure in it. */
@NullMarked
package org.sparklaunch.livy.server.driver.log;

import org.jspecify.annotations.NullMarked;
