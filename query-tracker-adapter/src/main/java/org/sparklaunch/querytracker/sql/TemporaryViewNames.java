package org.sparklaunch.querytracker.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sparklaunch.querytracker.sql.SqlTokens.Kind;
import org.sparklaunch.querytracker.sql.SqlTokens.Piece;

/** Finds the names of the temporary views that a query creates, in lower case. Views of {@code EXECUTE IMMEDIATE} are not found. */
public final class TemporaryViewNames {
    /** Words between CREATE and the name of a view. A global view has another kind of name. */
    private static final Set<String> BEFORE_NAME =
            Set.of("or", "replace", "temp", "temporary", "view", "if", "not", "exists");

    private TemporaryViewNames() {}

    /** Returns the names in the SQL of a query. */
    public static Set<String> in(String sql) {
        List<Piece> words = SqlTokens.scan(sql).stream()
                .filter(piece -> piece.kind() != Kind.SPACE && !piece.isComment())
                .toList();
        return IntStream.range(0, words.size())
                .filter(i -> words.get(i).isWord("create"))
                .mapToObj(i -> created(words.subList(i + 1, words.size())))
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
    }

    private static Set<String> created(List<Piece> words) {
        List<String> before = words.stream()
                .map(piece -> piece.text().toLowerCase(Locale.ROOT))
                .takeWhile(BEFORE_NAME::contains)
                .toList();
        boolean temporary = before.contains("temp") || before.contains("temporary");
        if (!temporary || !before.contains("view") || words.size() == before.size()) {
            return Set.of();
        }
        return Set.of(name(words.get(before.size()).text()));
    }

    private static String name(String text) {
        String plain = text.startsWith("`") && text.endsWith("`") && text.length() > 1
                ? text.substring(1, text.length() - 1).replace("``", "`")
                : text;
        return plain.toLowerCase(Locale.ROOT);
    }
}
