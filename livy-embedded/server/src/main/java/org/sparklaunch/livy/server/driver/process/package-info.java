/** The processes of drivers and batches: how one is described, started, identified and found again. */
@NullMarked
package org.sparklaunch.livy.server.driver.process;

import org.jspecify.annotations.NullMarked;
