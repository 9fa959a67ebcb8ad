package org.sparklaunch.livy.driver.sql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparklaunch.livy.driver.interpreter.WholeResult;
import org.sparklaunch.livy.driver.interpreter.WholeResults;

/** The queries of the last statements, so that their whole results can be had. Plans only, no rows. Thread-safe. */
final class SqlResults implements WholeResults {
    private static final int KEPT = 20;

    private final Map<Integer, SqlResult> results = new LinkedHashMap<>();

    synchronized void keep(int statement, Dataset<Row> query) {
        results.put(statement, new SqlResult(query));
        if (results.size() > KEPT) {
            results.remove(results.keySet().iterator().next());
        }
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
