package org.sparklaunch.livy.driver.sql;

import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparklaunch.livy.driver.interpreter.WholeResult;
import org.sparklaunch.livy.driver.row.JavaTimeRows;
import org.sparklaunch.livy.driver.row.JsonText;
import org.sparklaunch.livy.driver.row.LivyRowJson;

/**
 * Writes all rows of a query in the form of Livy's {@code data}. The driver holds one partition at a time. The query runs again; a
 * command does not, since its rows are there.
 */
record SqlResult(Dataset<Row> query) implements WholeResult {

    /** Returns the first rows, at most this number. */
    List<Row> first(int limit) {
        return isEmptyCommand() ? List.of() : JavaTimeRows.of(query).takeAsList(limit);
    }

    /** A command without a result has run by now. To collect its rows would start a query for nothing. */
    private boolean isEmptyCommand() {
        return query.schema().isEmpty() && query.isLocal();
    }

    @Override
    public void write(Writer target) throws IOException {
        // The query runs again. Spark checks a plan again only if it is a new one, and the policy may have changed.
        Dataset<Row> checked = query.as("result");
        JsonText.writeLines(target, json -> {
            json.writeStartObject();
            json.writeFieldName("schema");
            json.writeRawValue(query.schema().json());
            json.writeEndObject();
            long count = 0;
            if (!isEmptyCommand()) {
                for (Iterator<Row> rows = JavaTimeRows.of(checked).toLocalIterator(); rows.hasNext(); count++) {
                    LivyRowJson.writeCells(json, rows.next());
                }
            }
            json.writeStartObject();
            json.writeNumberField("rows", count);
            json.writeEndObject();
        });
    }
}
