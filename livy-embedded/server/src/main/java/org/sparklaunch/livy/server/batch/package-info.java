/**
 * Batches: applications of users, each a process that ends by itself. {@link
 * org.sparklaunch.livy.server.batch.Batches} creates, finds and ends them; a {@link
 * org.sparklaunch.livy.server.batch.Batch} is what its journal adds up to, so that a restarted server shows the same,
 * and learns how a process ended although nobody watched.
 */
@NullMarked
package org.sparklaunch.livy.server.batch;

import org.jspecify.annotations.NullMarked;
