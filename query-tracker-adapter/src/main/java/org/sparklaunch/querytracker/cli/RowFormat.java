package org.sparklaunch.querytracker.cli;

/** How rows are printed. */
enum RowFormat {
    /** Columns for people. */
    TABLE,
    /** An array of one object a row. */
    JSON,
    /** RFC 4180 with a line of names. */
    CSV
}
