package org.sparklaunch.livy.driver.output;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.QueryContext;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.trees.SQLQueryContext;

/**
 * Rewrites the positions in the errors of SQL, so that they are those of the text that the user sent. Spark counts them in the text
 * that it parsed: the statement, a string that the statement executes, or the text of a view.
 */
public final class SqlErrorText {
    /** Longer chains of causes have cycles. */
    private static final int MOST_CAUSES = 100;

    /** The type that Spark gives a string that a statement executes. */
    private static final String EXECUTED = "EXECUTE IMMEDIATE";

    /** The place of an argument. */
    private static final Pattern MARKER = Pattern.compile(":[A-Za-z_]\\w*");

    private SqlErrorText() {}

    /**
     * Returns the message with positions of the user's text. Positions in another text name it.
     *
     * @param statement as Spark was given it
     * @param position where the statement begins in the user's text
     */
    public static String locate(String message, Throwable error, String statement, SqlPosition position) {
        Optional<Parsed> found = parsed(error);
        if (found.isEmpty() || found.get().isStatement(statement)) {
            return position.shift(message);
        }
        Parsed parsed = found.get();
        int offset = parsed.object().isEmpty() ? parsed.offsetIn(statement) : -1;
        return offset < 0
                ? SqlPosition.attribute(message, parsed.name())
                : position.partAt(statement, offset).shift(message);
    }

    private static Optional<Parsed> parsed(Throwable error) {
        Throwable cause = error;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            Optional<Parsed> parsed = ofOne(cause);
            if (parsed.isPresent()) {
                return parsed;
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static Optional<Parsed> ofOne(Throwable error) {
        if (error instanceof ParseException failure && failure.command().isDefined()) {
            return Optional.of(new Parsed(failure.command().get(), ""));
        }
        if (error instanceof SparkThrowable failure) {
            for (QueryContext context : failure.getQueryContext()) {
                if (context instanceof SQLQueryContext sql && sql.sqlText().isDefined()) {
                    return Optional.of(new Parsed(sql.sqlText().get(), object(sql)));
                }
            }
        }
        return Optional.empty();
    }

    private static String object(QueryContext context) {
        boolean named = !context.objectName().isEmpty() && !context.objectType().equals(EXECUTED);
        return named ? context.objectType() + " " + context.objectName() : "";
    }

    /**
     * SQL that Spark parsed.
     *
     * @param object the view whose SQL it is; empty for none
     */
    private record Parsed(String text, String object) {
        /** Spark's variables {@code ${…}} are replaced before it parses. */
        boolean isStatement(String statement) {
            return object.isEmpty()
                    && (statement.strip().equals(text.strip())
                            || statement.contains("${")
                            || isWithArguments(statement));
        }

        /** Newer Sparks put arguments into the SQL before they parse it. What is around the markers stays. */
        private boolean isWithArguments(String statement) {
            Matcher marker = MARKER.matcher(statement);
            if (!marker.find()) {
                return false;
            }
            String front = statement.substring(0, marker.start());
            int end = marker.end();
            while (marker.find()) {
                end = marker.end();
            }
            String back = statement.substring(end);
            return text.length() >= front.length() + back.length() && text.startsWith(front) && text.endsWith(back);
        }

        /** Returns where the statement has the text as a string literal; -1 if nowhere, or at several places. */
        int offsetIn(String statement) {
            int found = -1;
            for (String quote : new String[] {"'", "\"", "$$"}) {
                String literal = quote + text + quote;
                int first = statement.indexOf(literal);
                if (first >= 0 && (found >= 0 || first != statement.lastIndexOf(literal))) {
                    return -1;
                }
                found = first >= 0 ? first + quote.length() : found;
            }
            return found;
        }

        String name() {
            return object.isEmpty() ? "a computed string" : object;
        }
    }
}
