/**
 * Batches: applications of users, each a process that ends by itself. {@link org.sparklaunch.livy.server.batch.Batches}
 * creates, finds and ends them. The state of a {@link org.sparklaunch.livy.server.batch.Batch} follows from its journal, so a
 * restarted server shows the same, and learns how a process ended while no server ran.
 */
@NullMarked
package org.sparklaunch.livy.server.batch;

import org.jspecify.annotations.NullMarked;
