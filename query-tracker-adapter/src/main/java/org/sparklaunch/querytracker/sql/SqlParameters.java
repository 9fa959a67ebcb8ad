package org.sparklaunch.querytracker.sql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sparklaunch.querytracker.sql.SqlTokens.Kind;
import org.sparklaunch.querytracker.sql.SqlTokens.Piece;

/** Finds the parameters {@code :name} of SQL. */
public final class SqlParameters {
    private SqlParameters() {}

    /** Returns the names in the order of their first use. String literals, comments, labels and {@code ::} have none. */
    public static Set<String> names(String sql) {
        List<Piece> pieces = SqlTokens.scan(sql);
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < pieces.size(); i++) {
            if (isMarker(pieces, i)) {
                names.add(pieces.get(i + 1).text());
            }
        }
        return names;
    }

    /** Whether the piece is the colon before a name. */
    static boolean isMarker(List<Piece> pieces, int index) {
        boolean colon = pieces.get(index).is(":")
                && (index == 0 || !pieces.get(index - 1).is(":"));
        return colon && index + 1 < pieces.size() && pieces.get(index + 1).kind() == Kind.WORD;
    }
}
