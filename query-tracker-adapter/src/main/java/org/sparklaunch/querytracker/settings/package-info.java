/**
 * The settings of a query, parsed and checked against the limits of the tracker.
 */
@NullMarked
package org.sparklaunch.querytracker.settings;

import org.jspecify.annotations.NullMarked;
