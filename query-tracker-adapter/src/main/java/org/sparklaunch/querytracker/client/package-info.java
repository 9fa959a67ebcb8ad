/**
 * The client of a tracker's HTTP interface. It knows nothing else of the tracker.
 */
@NullMarked
package org.sparklaunch.querytracker.client;

import org.jspecify.annotations.NullMarked;
