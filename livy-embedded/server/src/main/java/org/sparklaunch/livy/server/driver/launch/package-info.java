/** Starts the processes of drivers and batches on the machine of the server. */
@NullMarked
package org.sparklaunch.livy.server.driver.launch;

import org.jspecify.annotations.NullMarked;
