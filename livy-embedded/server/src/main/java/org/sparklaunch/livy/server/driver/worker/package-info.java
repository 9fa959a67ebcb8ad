/**
 * Drivers on the cluster's workers, by Spark standalone's own cluster deploy mode: {@link
 * org.sparklaunch.livy.server.driver.worker.WorkerPlacement} orders them from the master's REST submission server, holds
 * ready what each comes for, watches how they are, and copies what they print into the folders where a driver beside the
 * server prints by itself. So the rest of the server does not know the difference.
 */
@NullMarked
package org.sparklaunch.livy.server.driver.worker;

import org.jspecify.annotations.NullMarked;
