/**
 * SQL as a string: splitting it into statements, and writing arguments into it.
 */
@NullMarked
package org.sparklaunch.querytracker.sql;

import org.jspecify.annotations.NullMarked;
