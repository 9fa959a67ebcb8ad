/**
 * Queries, results and sessions in a database: SQLite in a file, in SQL that PostgreSQL understands too.
 *
 * <p>Implements what {@code query} and {@code pool} ask for; nothing else knows that there is a database.
 */
@NullMarked
package org.sparklaunch.querytracker.store;

import org.jspecify.annotations.NullMarked;
