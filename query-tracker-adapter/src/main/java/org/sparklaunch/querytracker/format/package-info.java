/**
 * Results in the formats of the HTTP interface: JSON, YSON, CSV and Arrow.
 */
@NullMarked
package org.sparklaunch.querytracker.format;

import org.jspecify.annotations.NullMarked;
