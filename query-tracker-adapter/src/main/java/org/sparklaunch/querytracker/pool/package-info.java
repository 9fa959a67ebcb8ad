/**
 * Sessions that outlive a query so that the next one finds them warm.
 *
 * <p>{@link org.sparklaunch.querytracker.pool.SessionPool} lends a session for one query at a time. What fits is said by
 * {@link org.sparklaunch.querytracker.pool.SessionKey}, which also says why another does not fit. Neighbours: {@code
 * query} borrows, {@code livy} and {@code token} do the talking, {@code store} remembers which sessions are ours.
 */
@NullMarked
package org.sparklaunch.querytracker.pool;

import org.jspecify.annotations.NullMarked;
