package org.sparklaunch.livy.driver.sql;

import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparklaunch.livy.driver.interpreter.JsonText;
import org.sparklaunch.livy.driver.interpreter.WholeResult;

/**
 * All rows of a query, in the form of Livy's {@code data}. The driver holds one partition at a time. The query runs again; a
 * command does not, its rows are there.
 */
record SqlResult(Dataset<Row> query) implements WholeResult {

    @Override
    public void write(Writer target) throws IOException {
        JsonText.writeLines(target, json -> {
            json.writeStartObject();
            json.writeFieldName("schema");
            json.writeRawValue(query.schema().json());
            json.writeEndObject();
            long count = 0;
            // A command's empty result has no columns; iterating it would start a job for nothing.
            if (!query.schema().isEmpty()) {
                for (Iterator<Row> rows = query.toLocalIterator(); rows.hasNext(); count++) {
                    RowJson.writeCells(json, rows.next());
                }
            }
            json.writeStartObject();
            json.writeNumberField("rows", count);
            json.writeEndObject();
        });
    }
}
