package org.sparklaunch.livy.driver.query;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Where a statement begins in the text that the user sent.
 *
 * @param line from 1
 * @param column characters before it in that line
 */
record SqlPosition(int line, int column) {
    static final SqlPosition START = new SqlPosition(1, 0);

    /** How Spark writes positions of the statement itself. Those in the text of a view name the view and stay. */
    private static final Pattern POSITION =
            Pattern.compile("(\\(line |; line |== SQL \\(line )(\\d+)(, pos |, position | pos )(\\d+)");

    /** Returns an error message of the statement with positions in the user's text. */
    String shift(String message) {
        return equals(START) ? message : POSITION.matcher(message).replaceAll(this::shift);
    }

    private String shift(MatchResult found) {
        int inner = Integer.parseInt(found.group(2));
        int position = Integer.parseInt(found.group(4)) + (inner == 1 ? column : 0);
        return found.group(1) + (inner + line - 1) + found.group(3) + position;
    }
}
