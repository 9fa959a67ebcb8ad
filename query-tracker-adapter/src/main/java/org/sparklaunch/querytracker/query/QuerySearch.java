package org.sparklaunch.querytracker.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A search for whole words, as in YTsaurus: a query is found if its SQL, its annotations or its access control objects have one of
 * the words. An object is the word {@code aco:NAME}, which must be quoted. Words of every SQL text, such as SELECT, are not found.
 *
 * @param words in lower case
 * @param prefix whether the beginning of a word is enough
 */
public record QuerySearch(List<String> words, boolean prefix) {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");
    private static final Pattern QUOTED =
            Pattern.compile("\"([^\"]*)\"|`([^`]*)`|'((?:[^']|'(?!\\s|$))*)'|([\\p{L}\\p{N}_]+)");
    private static final Set<String> COMMON = Set.of("select", "from", "where", "as", "and", "or", "by", "on", "in");

    /** Copies the words. */
    public QuerySearch {
        words = List.copyOf(words);
    }

    /** Splits what a user searches for. Quoted parts stay whole. */
    public static QuerySearch of(String text, boolean prefix) {
        List<String> words = new ArrayList<>();
        Matcher matcher = QUOTED.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    words.add(matcher.group(group));
                }
            }
        }
        return new QuerySearch(words, prefix);
    }

    /** Whether the query has one of the words. */
    public boolean matches(Query query) {
        Set<String> known = wordsOf(query);
        return words.stream()
                .anyMatch(word ->
                        known.contains(word) || (prefix && known.stream().anyMatch(w -> w.startsWith(word))));
    }

    private static Set<String> wordsOf(Query query) {
        Set<String> words = new LinkedHashSet<>();
        Matcher matcher = WORD.matcher((query.sql() + ' ' + query.annotations()).toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        words.removeAll(COMMON);
        query.access().forEach(object -> words.add("aco:" + object.toLowerCase(Locale.ROOT)));
        return words;
    }
}
