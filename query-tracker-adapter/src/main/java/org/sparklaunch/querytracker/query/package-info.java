/**
 * Queries: their settings, their life, and the work of carrying one out.
 *
 * <p>{@link org.sparklaunch.querytracker.query.QueryService} accepts, aborts and restarts them; each runs on a thread of
 * its own, borrows a session from {@code pool}, and writes every step to a {@link
 * org.sparklaunch.querytracker.query.QueryStore} before the next. The store decides races: a step from a state that the
 * query is no longer in is refused there.
 */
@NullMarked
package org.sparklaunch.querytracker.query;

import org.jspecify.annotations.NullMarked;
