package org.sparklaunch.querytracker.sql;

import java.util.ArrayList;
import java.util.List;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;

/**
 * Splits Spark SQL into words, quoted parts, comments and single characters, so that a search for a semicolon or a parameter
 * finds none inside a string literal. It does not know the grammar.
 */
final class SqlTokens {
    /** The kind of a piece. */
    enum Kind {
        WORD,
        /** A whole string literal, quoted identifier or comment. One that is not closed reaches to the end. */
        CLOSED,
        SPACE,
        SYMBOL
    }

    /** A piece of the SQL. */
    record Piece(Kind kind, String text) {
        boolean is(String symbol) {
            return kind == Kind.SYMBOL && text.equals(symbol);
        }

        boolean isWord(String word) {
            return kind == Kind.WORD && text.equalsIgnoreCase(word);
        }

        boolean isComment() {
            return kind == Kind.CLOSED && (text.startsWith("--") || text.startsWith("/*"));
        }
    }

    /** The pieces of a query need many times its size. */
    private static final int LONGEST_QUERY = 1 << 20;

    private final String sql;
    private int at;

    private SqlTokens(String sql) {
        this.sql = sql;
    }

    /** Returns all pieces. Joined together they are the SQL. */
    static List<Piece> scan(String sql) {
        if (sql.length() > LONGEST_QUERY) {
            throw new QueryException(
                    QueryError.GENERIC,
                    "the query has " + sql.length() + " characters; the limit is " + LONGEST_QUERY
                            + "; put data into a table and not into the query");
        }
        SqlTokens pieces = new SqlTokens(sql);
        List<Piece> all = new ArrayList<>();
        while (pieces.at < sql.length()) {
            int start = pieces.at;
            Kind kind = pieces.pass();
            all.add(new Piece(kind, sql.substring(start, pieces.at)));
        }
        return all;
    }

    private Kind pass() {
        char first = sql.charAt(at);
        if (sql.startsWith("--", at)) {
            end(sql.indexOf('\n', at), 1);
            return Kind.CLOSED;
        }
        if (sql.startsWith("/*", at)) {
            comment();
            return Kind.CLOSED;
        }
        boolean raw = (first == 'r' || first == 'R') && (sql.startsWith("'", at + 1) || sql.startsWith("\"", at + 1));
        if (raw || first == '\'' || first == '"' || first == '`') {
            quoted(raw);
            return Kind.CLOSED;
        }
        return run(first);
    }

    private Kind run(char first) {
        if (isWordPart(first)) {
            while (at < sql.length() && isWordPart(sql.charAt(at))) {
                at++;
            }
            return Kind.WORD;
        }
        if (Character.isWhitespace(first)) {
            while (at < sql.length() && Character.isWhitespace(sql.charAt(at))) {
                at++;
            }
            return Kind.SPACE;
        }
        at++;
        return Kind.SYMBOL;
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    /** Comments nest. */
    private void comment() {
        int depth = 0;
        do {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < sql.length());
    }

    /** A doubled quote reads as two literals in a row, which is harmless here. Raw literals and identifiers have no escapes. */
    private void quoted(boolean raw) {
        if (raw) {
            at++;
        }
        char quote = sql.charAt(at++);
        boolean escapes = !raw && quote != '`';
        while (at < sql.length() && sql.charAt(at) != quote) {
            at += escapes && sql.charAt(at) == '\\' ? 2 : 1;
        }
        end(at < sql.length() ? at : -1, 1);
    }

    private void end(int found, int length) {
        at = found < 0 ? sql.length() : found + length;
    }
}
