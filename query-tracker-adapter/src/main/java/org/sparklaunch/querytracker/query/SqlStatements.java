package org.sparklaunch.querytracker.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sparklaunch.querytracker.query.SqlTokens.Kind;
import org.sparklaunch.querytracker.query.SqlTokens.Piece;

/** Parts a query into its statements at the semicolons that end one: none in a text, a comment or a {@code BEGIN … END}. */
final class SqlStatements {
    /** {@code END} before these closes what they opened, which is not counted. */
    private static final Set<String> OTHER_BLOCKS = Set.of("IF", "WHILE", "LOOP", "REPEAT", "FOR");

    private final List<String> statements = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private final List<Piece> words = new ArrayList<>();
    private int depth;

    private SqlStatements() {}

    /** The statements without their semicolons; what is only space and comments is none. */
    static List<String> of(String sql) {
        SqlStatements parts = new SqlStatements();
        List<Piece> pieces = SqlTokens.of(sql);
        for (int i = 0; i < pieces.size(); i++) {
            parts.take(pieces.get(i), wordAfter(pieces, i));
        }
        parts.finish();
        return parts.statements;
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

    /** A script is one statement. Outside of scripts {@code CASE … END} has no semicolon, so that it is not counted there. */
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
            statements.add(current.toString().strip());
        }
        current.setLength(0);
        words.clear();
        depth = 0;
    }
}
