package org.sparklaunch.repository;

/**
 * A piece of text that people read.
 *
 * @param place file and line, for messages
 * @param text its words; code in it is replaced by one word
 */
record Passage(String place, Kind kind, String text) {
    /** What the text is; only some of it consists of sentences. */
    enum Kind {
        PARAGRAPH,
        HEADING,
        TABLE_CELL,
        /** A string literal of a program. */
        MESSAGE,
        /** A string literal with code of some language. */
        CODE
    }
}
