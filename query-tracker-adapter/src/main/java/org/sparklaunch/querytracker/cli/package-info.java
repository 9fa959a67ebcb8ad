/**
 * The commands of {@code query-tracker} that talk to a tracker over its HTTP interface, and nothing else of it.
 *
 * <p>{@code TrackerOptions} finds the tracker, {@code TrackerClient} speaks to it, {@code RowStrings} prints what it answers.
 */
@NullMarked
package org.sparklaunch.querytracker.cli;

import org.jspecify.annotations.NullMarked;
