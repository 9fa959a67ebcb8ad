package org.sparklaunch.livy.driver.query;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sparklaunch.livy.driver.interpreter.StatementOutput;

/** The names of temporary views of earlier queries, which explain why a later query does not find a table. Thread-safe. */
final class ForgottenViews {
    private static final int KEPT = 100;

    private static final Pattern NOT_FOUND = Pattern.compile("\\[TABLE_OR_VIEW_NOT_FOUND][^`]*`([^`]+)`(?!\\.)");

    private final Set<String> names = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > KEPT;
        }
    });

    synchronized void remember(Collection<String> views) {
        views.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    }

    /** Adds the reason to the error of a table that was a temporary view. */
    synchronized StatementOutput explain(StatementOutput output) {
        if (!(output instanceof StatementOutput.Failure failure)) {
            return output;
        }
        Matcher missing = NOT_FOUND.matcher(failure.message());
        if (!missing.find() || !names.contains(missing.group(1).toLowerCase(Locale.ROOT))) {
            return output;
        }
        // In the first line, since command-line clients show that alone.
        String[] message = failure.message().stripTrailing().split("\n", 2);
        String reason = message[0] + " A temporary view '" + missing.group(1)
                + "' existed in an earlier query. Queries do not share temporary views: give both queries the same"
                + " setting 'session', or create a table.";
        return new StatementOutput.Failure(
                failure.name(), message.length == 1 ? reason : reason + "\n" + message[1], failure.traceback());
    }
}
