package org.sparklaunch.querytracker.sql;

import java.util.List;

/**
 * One statement of a query.
 *
 * @param sql without the semicolon and the space around it
 * @param line the line of the query where it begins, from 1
 * @param column characters before it in that line
 */
public record SqlStatement(String sql, int line, int column) {

    /** Returns whether positions in the statement differ from those in the query. */
    public boolean isMoved() {
        return line > 1 || column > 0;
    }

    /** Whether it only changes the session: {@code SET} with a value, {@code RESET} or {@code USE}. */
    public boolean changesSession() {
        List<SqlTokens.Piece> words = SqlTokens.scan(sql).stream()
                .filter(piece -> piece.kind() != SqlTokens.Kind.SPACE && !piece.isComment())
                .toList();
        if (words.isEmpty() || !words.get(0).isWord("SET")) {
            return !words.isEmpty()
                    && (words.get(0).isWord("RESET") || words.get(0).isWord("USE"));
        }
        boolean zone = words.size() > 1 && words.get(1).isWord("TIME");
        return zone || words.stream().anyMatch(piece -> piece.is("="));
    }
}
