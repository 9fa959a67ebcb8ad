/**
 * The query tracker: accepts SQL of users with settings and runs it in sessions of these users.
 *
 * <p>{@link org.sparklaunch.querytracker.QueryTracker} assembles a running tracker from the other packages. The command is {@link
 * org.sparklaunch.querytracker.cli.QueryTrackerMain}. Calls go {@code http → execution → pool → livy → token}; {@code store}
 * implements the interfaces in which {@code query} and {@code pool} keep their data.
 */
@NullMarked
package org.sparklaunch.querytracker;

import org.jspecify.annotations.NullMarked;
