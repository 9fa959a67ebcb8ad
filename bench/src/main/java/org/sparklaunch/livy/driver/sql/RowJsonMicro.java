package org.sparklaunch.livy.driver.sql;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.sparklaunch.livy.driver.row.JsonText;
import org.sparklaunch.livy.driver.row.LivyRowJson;

/** Rows of a result as JSON lines, in the driver. */
@State(Scope.Thread)
public class RowJsonMicro {
    private static final int ROWS = 1000;

    private final List<Row> rows = IntStream.range(0, ROWS)
            .mapToObj(i ->
                    RowFactory.create((long) i, i * 0.5, "row " + i, new BigDecimal(i).movePointLeft(2), i % 2 == 0))
            .toList();

    /** Five cells each: a long, a double, a string, a decimal and a truth value. */
    @Benchmark
    public void thousandRows() throws IOException {
        JsonText.writeLines(Writer.nullWriter(), json -> {
            for (Row row : rows) {
                LivyRowJson.writeCells(json, row);
            }
        });
    }
}
