package org.sparklaunch.launcher.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Limits of the query tracker; null for its default.
 *
 * @param rowLimit largest number of rows of a result that is not kept in a file
 * @param maxConcurrentQueries largest number of queries that run or wait for a session
 * @param resultRetention how long results are kept, such as {@code 7d}
 */
public record QueryTrackerLimits(
        @Nullable Integer rowLimit,
        @Nullable Integer maxConcurrentQueries,
        @Nullable String resultRetention) {
    /** The defaults of the tracker. */
    public static final QueryTrackerLimits DEFAULT = new QueryTrackerLimits(null, null, null);

    void check(Problems problems) {
        problems.require(
                rowLimit == null || rowLimit > 0, "--query-tracker-row-limit: " + rowLimit + " is less than 1 row");
        problems.require(
                maxConcurrentQueries == null || maxConcurrentQueries > 0,
                "--query-tracker-max-concurrent-queries: " + maxConcurrentQueries + " is less than 1 query");
        if (resultRetention != null) {
            problems.readDuration("--query-tracker-result-retention", resultRetention);
        }
    }

    /** Returns the options of {@code query-tracker serve}. */
    public List<String> options() {
        List<String> options = new ArrayList<>();
        add(options, "--row-limit", rowLimit);
        add(options, "--max-concurrent-queries", maxConcurrentQueries);
        add(options, "--result-retention", resultRetention);
        return List.copyOf(options);
    }

    private static void add(List<String> options, String name, @Nullable Object value) {
        if (value != null) {
            options.addAll(List.of(name, value.toString()));
        }
    }
}
