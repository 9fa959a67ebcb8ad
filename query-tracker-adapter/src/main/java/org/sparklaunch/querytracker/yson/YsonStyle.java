package org.sparklaunch.querytracker.yson;

/** How YSON looks; all of them mean the same to a reader. */
public enum YsonStyle {
    /** Bytes: the shortest. */
    BINARY,
    /** Printable ASCII on one line. */
    TEXT,
    /** Printable ASCII, indented. */
    PRETTY
}
