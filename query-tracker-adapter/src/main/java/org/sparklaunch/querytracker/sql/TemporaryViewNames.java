package org.sparklaunch.querytracker.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sparklaunch.querytracker.sql.SqlTokens.Kind;
import org.sparklaunch.querytracker.sql.SqlTokens.Piece;

/**
 * Finds the names of the temporary views that a query creates, in lower case. Of the strings that {@code EXECUTE IMMEDIATE} runs,
 * only literals are searched.
 */
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
                .mapToObj(i -> begun(words.subList(i, words.size())))
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
    }

    private static Set<String> begun(List<Piece> words) {
        if (words.get(0).isWord("create")) {
            return created(words.subList(1, words.size()));
        }
        boolean executes = words.size() > 2
                && words.get(0).isWord("execute")
                && words.get(1).isWord("immediate")
                && words.get(2).kind() == Kind.CLOSED;
        return executes ? in(inner(words.get(2).text())) : Set.of();
    }

    /** Returns what is between the quotes of a literal; an empty string for an identifier. */
    private static String inner(String literal) {
        boolean closed = literal.length() > 1 && "'\"".indexOf(literal.charAt(0)) >= 0;
        return closed ? literal.substring(1, literal.length() - 1) : "";
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
