/**
 * Running queries.
 *
 * <p>{@link org.sparklaunch.querytracker.execution.QueryService} accepts and aborts them. Each query runs on one thread, which
 * borrows a session from {@code pool} and writes every step to the {@link org.sparklaunch.querytracker.query.QueryStore} before
 * the next one. The store decides races: it refuses a step from a state in which the query is no longer.
 */
@NullMarked
package org.sparklaunch.querytracker.execution;

import org.jspecify.annotations.NullMarked;
