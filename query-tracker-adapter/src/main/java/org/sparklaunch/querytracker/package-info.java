/**
 * The query tracker: takes a user's SQL with settings and runs it in a session of theirs.
 *
 * <p>{@link org.sparklaunch.querytracker.QueryTrackerMain} is the command; {@link
 * org.sparklaunch.querytracker.QueryTracker} puts the parts together. Arrows go {@code http → query → pool → livy →
 * token}; {@code store} implements what {@code query} and {@code pool} keep; {@code cli} knows the HTTP interface only.
 */
@NullMarked
package org.sparklaunch.querytracker;

import org.jspecify.annotations.NullMarked;
