/**
 * Drivers on the cluster's workers, by Spark standalone's own cluster deploy mode. {@link
 * org.sparklaunch.livy.server.driver.worker.WorkerPlacement} submits them to the master's REST submission server, keeps what
 * each fetches, monitors their state, and copies their output into the folders that a driver on the server's machine writes
 * itself. So the rest of the server needs no distinction.
 */
@NullMarked
package org.sparklaunch.livy.server.driver.worker;

import org.jspecify.annotations.NullMarked;
