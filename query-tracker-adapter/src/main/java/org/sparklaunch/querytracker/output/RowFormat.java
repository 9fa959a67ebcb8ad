package org.sparklaunch.querytracker.output;

/** The formats in which rows are printed. */
public enum RowFormat {
    /** Columns for people. */
    TABLE,
    /** One line for each cell, whole. */
    VERTICAL,
    /** An array with one object for each row. */
    JSON,
    /** RFC 4180 with a header. */
    CSV,
    /** A map for each row, as tools of YTsaurus read it. */
    YSON
}
