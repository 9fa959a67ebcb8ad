package org.sparklaunch.querytracker.execution;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.query.Query;
import org.sparklaunch.querytracker.query.QueryFilter;
import org.sparklaunch.querytracker.query.QueryStore;
import org.sparklaunch.querytracker.sql.TemporaryViewNames;

/** Explains why a query does not find a table that was a temporary view in one of the last queries of its user. Thread-safe. */
final class ForgottenViews {
    private static final Pattern NOT_FOUND = Pattern.compile("\\[TABLE_OR_VIEW_NOT_FOUND][^`]*`([^`]+)`(?!\\.)");

    /** Earlier queries that are searched. */
    private static final int LAST = 20;

    private final QueryStore store;

    ForgottenViews(QueryStore store) {
        this.store = store;
    }

    /** Adds the reason to the error of a table that was a temporary view. */
    QueryError explain(Query failed, QueryError error) {
        return missing(error)
                .filter(name -> isForgotten(failed, name))
                .map(name -> explain(error, name))
                .orElse(error);
    }

    private static Optional<String> missing(QueryError error) {
        Matcher missing = NOT_FOUND.matcher(error.rootMessage());
        return missing.find() ? Optional.of(missing.group(1)) : Optional.empty();
    }

    private boolean isForgotten(Query failed, String name) {
        QueryFilter earlier = new QueryFilter(
                null, failed.start(), null, QueryFilter.Viewer.ALL, failed.user(), null, null, "view", null, LAST);
        return store.list(earlier).stream()
                .filter(query -> !query.id().equals(failed.id()))
                .anyMatch(query -> TemporaryViewNames.in(query.sql()).contains(name.toLowerCase(Locale.ROOT)));
    }

    /** In the first line, since command-line clients show that alone. */
    private static QueryError explain(QueryError error, String name) {
        return error.withRootMessage(message -> {
            String[] lines = message.stripTrailing().split("\n", 2);
            String reason = lines[0] + " A temporary view '" + name
                    + "' existed in an earlier query. Queries do not share temporary views: give both queries the same"
                    + " setting 'session', or create a table.";
            return lines.length == 1 ? reason : reason + "\n" + lines[1];
        });
    }
}
