package org.sparklaunch.querytracker.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;
import org.sparklaunch.querytracker.sql.SqlTokens.Kind;
import org.sparklaunch.querytracker.sql.SqlTokens.Piece;

/** Splits SQL into statements at the semicolons outside string literals, comments and {@code BEGIN … END} blocks. */
public final class SqlStatements {
    /** {@code END} before these closes what they opened, which is not counted. */
    private static final Set<String> OTHER_BLOCKS = Set.of("IF", "WHILE", "LOOP", "REPEAT", "FOR");

    /** Far more than a script has that a person wrote. */
    private static final int MOST_STATEMENTS = 10_000;

    private final Position position;
    private final List<SqlStatement> statements = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private final List<Piece> words = new ArrayList<>();
    private int depth;

    private int consumed;

    private SqlStatements(String query) {
        this.position = new Position(query);
    }

    /** Returns the statements without their semicolons. White space and comments alone are not a statement. */
    public static List<SqlStatement> split(String sql) {
        SqlStatements splitter = new SqlStatements(sql);
        List<Piece> pieces = SqlTokens.scan(sql);
        for (int i = 0; i < pieces.size(); i++) {
            splitter.take(pieces, i);
            splitter.consumed += pieces.get(i).text().length();
        }
        splitter.finish();
        return splitter.statements;
    }

    private static String wordAfter(List<Piece> pieces, int index) {
        for (Piece next : pieces.subList(index + 1, pieces.size())) {
            if (next.kind() != Kind.SPACE && !next.isComment()) {
                return next.text().toUpperCase(Locale.ROOT);
            }
        }
        return "";
    }

    private void take(List<Piece> pieces, int index) {
        Piece piece = pieces.get(index);
        if (piece.is(";") && depth == 0) {
            finish();
            return;
        }
        current.append(piece.text());
        if (piece.kind() == Kind.SPACE || piece.isComment()) {
            return;
        }
        count(pieces, index);
        words.add(piece);
    }

    /** A script is one statement. Outside scripts {@code CASE … END} contains no semicolon and is not counted. */
    private void count(List<Piece> pieces, int index) {
        Piece piece = pieces.get(index);
        boolean begins = piece.isWord("BEGIN") && (depth > 0 || startsScript());
        boolean inner = depth > 0 && piece.isWord("CASE") && !endsBefore();
        if (begins || inner) {
            depth++;
        } else if (depth > 0 && piece.isWord("END") && !OTHER_BLOCKS.contains(wordAfter(pieces, index))) {
            depth--;
        }
    }

    /** {@code END CASE} has closed it by its first word. */
    private boolean endsBefore() {
        return !words.isEmpty() && words.get(words.size() - 1).isWord("END");
    }

    /** At the beginning, or after a label. */
    private boolean startsScript() {
        return words.isEmpty() || (words.size() == 2 && words.get(1).is(":"));
    }

    private void finish() {
        if (!words.isEmpty()) {
            int start = consumed - current.toString().stripLeading().length();
            if (statements.size() == MOST_STATEMENTS) {
                throw new QueryException(
                        QueryError.GENERIC,
                        "the query has more than " + MOST_STATEMENTS + " statements; divide it into several queries");
            }
            position.moveTo(start);
            statements.add(new SqlStatement(current.toString().strip(), position.line, position.column));
        }
        current.setLength(0);
        words.clear();
        depth = 0;
    }

    /** A place in the query. It moves forward only, so that a long query is read once. */
    private static final class Position {
        private final String query;
        private int offset;
        private int line = 1;
        private int column;

        Position(String query) {
            this.query = query;
        }

        void moveTo(int target) {
            while (offset < target) {
                int character = query.codePointAt(offset);
                offset += Character.charCount(character);
                line += character == '\n' ? 1 : 0;
                column = character == '\n' ? 0 : column + 1;
            }
        }
    }
}
