/**
 * How the client commands show results and progress: tables, CSV, JSON, and the width of terminals.
 */
@NullMarked
package org.sparklaunch.querytracker.output;

import org.jspecify.annotations.NullMarked;
