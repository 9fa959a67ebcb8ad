package org.sparklaunch.livy.driver.sql;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.InterpreterEnvironment;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.driver.interpreter.WholeResults;
import org.sparklaunch.livy.driver.output.BoundedBuffer;
import org.sparklaunch.livy.driver.output.OutputLimits;
import org.sparklaunch.livy.driver.output.OutputTooLargeException;
import org.sparklaunch.livy.driver.output.StatementOutput;
import org.sparklaunch.livy.driver.output.ThrowableOutput;
import org.sparklaunch.livy.driver.row.JsonText;
import org.sparklaunch.livy.driver.row.LivyRowJson;
import org.sparklaunch.livy.protocol.RuntimeSettings;

/**
 * Runs one SQL query or command per statement. The result has Livy's shape, {@code {"schema": …, "data": [[…], …]}}, with its
 * rows cut at the limit. A command without a result gives no fields and no rows.
 */
public final class SqlInterpreter implements Interpreter {
    private final SparkSession spark;
    private final OutputLimits limits;
    private final SqlResults results = new SqlResults();

    private SqlInterpreter(SparkSession spark, OutputLimits limits) {
        this.spark = spark;
        this.limits = limits;
    }

    /** Starts at once. */
    public static Interpreter start(InterpreterEnvironment environment) {
        return new SqlInterpreter(environment.spark(), environment.limits());
    }

    @Override
    public StatementOutput execute(StatementInput statement) throws InterruptedException {
        try {
            Dataset<Row> result = spark.sql(statement.code());
            SqlResult kept = results.keep(statement.id(), result);
            return StatementOutput.json(render(result.schema(), kept.first(rowLimit())));
        } catch (OutputTooLargeException e) {
            return e.toOutput("select fewer columns or rows, or write the result to a table");
        } catch (Throwable e) {
            return ThrowableOutput.of(e);
        }
    }

    /** A warm driver gets its owner's limit with the owner's settings. */
    private int rowLimit() {
        return RuntimeSettings.rowLimit(spark.conf().get(RuntimeSettings.SQL_ROW_LIMIT, ""), limits.sqlRows());
    }

    private String render(StructType schema, List<Row> rows) throws IOException {
        BoundedBuffer buffer = new BoundedBuffer(limits.bytes());
        JsonText.write(buffer, json -> {
            json.writeStartObject();
            json.writeFieldName("schema");
            json.writeRawValue(schema.json());
            json.writeArrayFieldStart("data");
            for (Row row : rows) {
                LivyRowJson.writeCells(json, row);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
        return buffer.toString();
    }

    @Override
    public WholeResults results() {
        return results;
    }

    @Override
    public void close() {
        // The Spark session belongs to the driver.
    }
}
