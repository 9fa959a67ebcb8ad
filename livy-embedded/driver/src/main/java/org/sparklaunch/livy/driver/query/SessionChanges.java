package org.sparklaunch.livy.driver.query;

import java.util.Locale;
import java.util.Set;

/** Tells by a statement's first word whether it can change the state of its Spark session. An unknown word can. */
final class SessionChanges {
    /** Statements that read, write tables, or describe. */
    private static final Set<String> NONE = Set.of(
            "select",
            "with",
            "values",
            "from",
            "table",
            "insert",
            "merge",
            "update",
            "delete",
            "show",
            "describe",
            "desc",
            "explain");

    private final String sql;
    private int position;

    private SessionChanges(String sql) {
        this.sql = sql;
    }

    static boolean arePossible(String sql) {
        return !NONE.contains(new SessionChanges(sql).firstWord());
    }

    private String firstWord() {
        boolean skipped = true;
        while (skipped && position < sql.length()) {
            skipped = skipBlank() || skipLineComment() || skipBracketedComment();
        }
        int end = position;
        while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        return sql.substring(position, end).toLowerCase(Locale.ROOT);
    }

    private boolean skipBlank() {
        if (Character.isWhitespace(sql.charAt(position)) || sql.charAt(position) == '(') {
            position++;
            return true;
        }
        return false;
    }

    /** Any line end closes it, but a line feed after a backslash does not. */
    private boolean skipLineComment() {
        if (!sql.startsWith("--", position)) {
            return false;
        }
        while (position < sql.length() && sql.charAt(position) != '\n' && sql.charAt(position) != '\r') {
            position += sql.startsWith("\\\n", position) ? 2 : 1;
        }
        return true;
    }

    /** Bracketed comments can be nested. */
    private boolean skipBracketedComment() {
        if (!sql.startsWith("/*", position)) {
            return false;
        }
        int depth = 0;
        do {
            if (sql.startsWith("/*", position)) {
                depth++;
                position += 2;
            } else if (sql.startsWith("*/", position)) {
                depth--;
                position += 2;
            } else {
                position++;
            }
        } while (depth > 0 && position < sql.length());
        return true;
    }
}
