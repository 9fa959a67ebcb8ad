package org.sparklaunch.querytracker.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sparklaunch.querytracker.sql.SqlTokens.Kind;
import org.sparklaunch.querytracker.sql.SqlTokens.Piece;

/** Splits SQL into statements at the semicolons outside string literals, comments and {@code BEGIN … END} blocks. */
public final class SqlStatements {
    /** {@code END} before these closes what they opened, which is not counted. */
    private static final Set<String> OTHER_BLOCKS = Set.of("IF", "WHILE", "LOOP", "REPEAT", "FOR");

    private final String query;
    private final List<SqlStatement> statements = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private final List<Piece> words = new ArrayList<>();
    private int depth;

    private int consumed;

    private SqlStatements(String query) {
        this.query = query;
    }

    /** Returns the statements without their semicolons. White space and comments alone are not a statement. */
    public static List<SqlStatement> split(String sql) {
        SqlStatements splitter = new SqlStatements(sql);
        List<Piece> pieces = SqlTokens.scan(sql);
        for (int i = 0; i < pieces.size(); i++) {
            splitter.take(pieces.get(i), wordAfter(pieces, i));
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

    private void take(Piece piece, String next) {
        if (piece.is(";") && depth == 0) {
            finish();
            return;
        }
        current.append(piece.text());
        if (piece.kind() == Kind.SPACE || piece.isComment()) {
            return;
        }
        count(piece, next);
        words.add(piece);
    }

    /** A script is one statement. Outside scripts {@code CASE … END} contains no semicolon and is not counted. */
    private void count(Piece piece, String next) {
        boolean begins = piece.isWord("BEGIN") && (depth > 0 || startsScript());
        boolean inner = depth > 0 && piece.isWord("CASE") && !endsBefore();
        if (begins || inner) {
            depth++;
        } else if (depth > 0 && piece.isWord("END") && !OTHER_BLOCKS.contains(next)) {
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
            statements.add(SqlStatement.at(query, start, current.toString().strip()));
        }
        current.setLength(0);
        words.clear();
        depth = 0;
    }
}
