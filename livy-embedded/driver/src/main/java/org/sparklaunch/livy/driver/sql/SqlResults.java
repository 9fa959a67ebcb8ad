package org.sparklaunch.livy.driver.sql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparklaunch.livy.driver.interpreter.WholeResult;
import org.sparklaunch.livy.driver.interpreter.WholeResults;

/** Keeps the queries of the last statements for reads of their whole results: plans only, no rows. Thread-safe. */
final class SqlResults implements WholeResults {
    private static final int KEPT = 20;

    private final Map<Integer, SqlResult> results = new LinkedHashMap<>();

    synchronized SqlResult keep(int statement, Dataset<Row> query) {
        SqlResult kept = new SqlResult(query);
        results.put(statement, kept);
        if (results.size() > KEPT) {
            results.remove(results.keySet().iterator().next());
        }
        return kept;
    }

    @Override
    public synchronized Optional<WholeResult> find(int statement) {
        return Optional.ofNullable(results.get(statement));
    }

    @Override
    public synchronized void forget() {
        results.clear();
    }
}
