package org.sparklaunch.platform.spelling;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the name that a misspelt word was meant to be. */
public final class Spelling {
    private Spelling() {}

    /**
     * Returns the name with the smallest edit distance to the word. The result is empty when that distance is more than two
     * and more than a quarter of the name.
     */
    public static Optional<String> nearest(String word, Collection<String> names) {
        return names.stream()
                .filter(name -> distance(word, name) <= Math.max(2, name.length() / 4))
                .min(Comparator.comparingInt(name -> distance(word, name)));
    }

    /** Returns Levenshtein's distance: how many characters to change, add or remove. */
    static int distance(String a, String b) {
        int[] row = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
