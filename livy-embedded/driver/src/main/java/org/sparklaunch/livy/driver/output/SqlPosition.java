package org.sparklaunch.livy.driver.output;

import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where SQL begins in the text that the user sent.
 *
 * @param line from 1
 * @param column characters before it in that line
 */
public record SqlPosition(int line, int column) {
    /** Of SQL that is the whole text. */
    public static final SqlPosition START = new SqlPosition(1, 0);

    /** How Spark writes positions in the text that it parsed. Those in the text of a view name the view and stay. */
    private static final Pattern POSITION = Pattern.compile("(\\(line |; line )(\\d{1,9})(, pos | pos )(\\d{1,9})");

    /** How Spark writes them before the SQL of an error that occurs while a query runs. */
    private static final Pattern HEADING =
            Pattern.compile("(== SQL (?:of EXECUTE IMMEDIATE [^(\n]*)?\\(line )(\\d{1,9})(, position )(\\d{1,9})");

    /** How Spark writes the line of a statement of a script. */
    private static final Pattern SCRIPT_LINE = Pattern.compile("\\{LINE:(\\d{1,9})\\}");

    /** Returns an error message about this SQL with positions in the user's text. */
    String shift(String message) {
        if (equals(START)) {
            return message;
        }
        String lines =
                replace(SCRIPT_LINE, message, found -> "{LINE:" + (Integer.parseInt(found.group(1)) + line - 1) + "}");
        return replace(HEADING, replace(POSITION, lines, this::shift), this::shift);
    }

    private String shift(MatchResult found) {
        int inner = Integer.parseInt(found.group(2));
        int position = Integer.parseInt(found.group(4)) + (inner == 1 ? column : 0);
        return found.group(1) + (inner + line - 1) + found.group(3) + position;
    }

    /** Returns an error message about other SQL, whose positions then name it. */
    static String attribute(String message, String other) {
        Function<MatchResult, String> named = found -> found.group() + " of " + other;
        return replace(HEADING, replace(POSITION, message, named), named);
    }

    private static String replace(Pattern pattern, String message, Function<MatchResult, String> replacement) {
        return pattern.matcher(message).replaceAll(found -> Matcher.quoteReplacement(replacement.apply(found)));
    }

    /** Returns the position of a part of this SQL. */
    SqlPosition partAt(String sql, int offset) {
        String before = sql.substring(0, offset);
        int lines = (int) before.chars().filter(c -> c == '\n').count();
        int inLine = before.codePointCount(before.lastIndexOf('\n') + 1, offset);
        return new SqlPosition(line + lines, lines == 0 ? column + inLine : inLine);
    }
}
