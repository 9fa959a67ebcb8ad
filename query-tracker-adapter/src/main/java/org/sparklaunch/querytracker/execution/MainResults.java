package org.sparklaunch.querytracker.execution;

import java.util.ArrayList;
import java.util.List;
import org.sparklaunch.querytracker.query.QueryResult;
import org.sparklaunch.querytracker.sql.SqlStatement;

/**
 * Chooses the results of a query that its user wants to read. Clients read the first result, which must not be that of a {@code
 * SET} or a {@code CREATE TABLE} before the {@code SELECT}.
 */
final class MainResults {
    private MainResults() {}

    /** Leaves out results without columns and those of statements that change the session, unless there are no others. */
    static List<QueryResult> of(List<SqlStatement> statements, List<QueryResult> results) {
        if (statements.size() != results.size()) {
            return results;
        }
        List<QueryResult> main = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (!results.get(i).schema().isEmpty() && !statements.get(i).changesSession()) {
                main.add(results.get(i));
            }
        }
        return main.isEmpty() ? results : main;
    }
}
