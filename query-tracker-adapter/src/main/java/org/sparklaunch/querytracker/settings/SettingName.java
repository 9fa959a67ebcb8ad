package org.sparklaunch.querytracker.settings;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;

/** The settings of a query, by the names that users write. */
enum SettingName {
    CLUSTER,
    DISCOVERY_PATH,
    DISCOVERY_GROUP,
    SPARK_CONF,
    SESSION_REUSE,
    SESSION,
    PARAMS,
    ROW_LIMIT,
    ROWS,
    FULL_RESULT,
    TIMEOUT,
    ON_LIMIT,
    IS_INDEXED;

    /** Largest edit distance of a name that is suggested instead. */
    private static final int NEAR = 3;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SettingName parse(String key) {
        return Arrays.stream(values())
                .filter(s -> s.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new QueryException(
                        QueryError.GENERIC, "unknown setting '" + key + "'" + nearest(key) + "; known are " + known()));
    }

    private static String known() {
        return Arrays.stream(values()).map(SettingName::key).collect(Collectors.joining(", "));
    }

    private static String nearest(String key) {
        Optional<String> best = Arrays.stream(values())
                .map(SettingName::key)
                .min(Comparator.comparingInt(k -> distance(k, key)))
                .filter(k -> distance(k, key) <= NEAR);
        return best.map(k -> " (did you mean '" + k + "'?)").orElse("");
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
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
