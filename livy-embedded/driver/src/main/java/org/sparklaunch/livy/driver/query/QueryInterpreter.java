package org.sparklaunch.livy.driver.query;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.InterpreterEnvironment;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.driver.output.BoundedBuffer;
import org.sparklaunch.livy.driver.output.OutputTooLargeException;
import org.sparklaunch.livy.driver.output.SqlErrorText;
import org.sparklaunch.livy.driver.output.StatementOutput;
import org.sparklaunch.livy.driver.output.StatementOutput.Failure;
import org.sparklaunch.livy.driver.output.ThrowableOutput;
import org.sparklaunch.livy.driver.row.JavaTimeRows;
import org.sparklaunch.livy.driver.row.JsonText;

/**
 * Runs the SQL statements of a {@link QueryPayload} one after the other. The output is {@code {"results": [{"schema": …, "rows":
 * [[…]], "truncated": false}, …]}}, with a {@code full_result} where all rows were asked for. Cells stand in the order of the
 * schema's fields, so that columns of one name keep theirs. The first failure ends the query and names the statement.
 */
public final class QueryInterpreter implements Interpreter {
    private final SparkSession spark;
    private final int byteLimit;

    private QueryInterpreter(SparkSession spark, int byteLimit) {
        this.spark = spark;
        this.byteLimit = byteLimit;
    }

    /** Starts at once. */
    public static Interpreter start(InterpreterEnvironment environment) {
        return new QueryInterpreter(environment.spark(), environment.limits().bytes());
    }

    @Override
    public StatementOutput execute(StatementInput statement) throws InterruptedException {
        QueryPayload payload;
        try {
            payload = QueryPayload.parse(statement.code());
        } catch (RuntimeException e) {
            return ThrowableOutput.of(e);
        }
        StringBuilder results = new StringBuilder("{\"results\":[");
        for (int index = 0; index < payload.statements().size(); index++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            try {
                results.append(index > 0 ? "," : "").append(run(payload, index, byteLimit - results.length()));
            } catch (OutputTooLargeException e) {
                return e.toOutput("select fewer columns, or run fewer statements in one query");
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable e) {
                return failure(payload, index, e);
            }
        }
        return StatementOutput.json(results.append("]}").toString());
    }

    private static StatementOutput failure(QueryPayload payload, int index, Throwable error) {
        int count = payload.statements().size();
        Failure failure = ThrowableOutput.of(error);
        String message = SqlErrorText.locate(
                failure.message(),
                error,
                payload.statements().get(index),
                payload.positions().get(index));
        String named =
                count == 1 ? message : "Statement " + (index + 1) + " of " + count + ": " + message.stripLeading();
        return new Failure(failure.name(), named, failure.traceback());
    }

    private String run(QueryPayload payload, int index, int bytes) throws IOException, InterruptedException {
        String sql = payload.statements().get(index);
        int limit = payload.rowLimit();
        Dataset<Row> data = payload.arguments().isEmpty() ? spark.sql(sql) : spark.sql(sql, payload.arguments());
        if (data.schema().isEmpty()) {
            // A command has run by now. To collect its rows would start a query for nothing.
            List<Row> rows = data.isLocal() ? List.of() : data.takeAsList(limit + 1);
            return result(data, rows, limit, bytes) + "}";
        }
        if (payload.fileRows() > 0) {
            RowFileWriter file =
                    RowFileWriter.write(spark.sparkContext().getConf(), JavaTimeRows.of(data), payload.fileRows());
            return "{\"schema\":" + data.schema().json() + ",\"rows\":[],\"truncated\":" + file.truncated()
                    + ",\"full_result\":" + file.describe() + "}";
        }
        if (!payload.fullResult()) {
            return result(data, JavaTimeRows.of(data).takeAsList(limit + 1), limit, bytes) + "}";
        }
        FullResultWriter full = FullResultWriter.write(spark, data);
        return result(data, full.first(limit + 1), limit, bytes) + ",\"full_result\":" + JsonText.of(full::describe)
                + "}";
    }

    /** Returns the JSON of a result without its closing brace. Rows beyond the limit, or beyond the bytes that are left, are cut. */
    private static String result(Dataset<Row> data, List<Row> rows, int limit, int bytes) throws IOException {
        StringBuilder json =
                new StringBuilder("{\"schema\":").append(data.schema().json()).append(",\"rows\":[");
        int written = 0;
        for (Row row : rows.subList(0, Math.min(limit, rows.size()))) {
            String line = line(row, bytes);
            if (json.length() + line.length() > bytes) {
                break;
            }
            json.append(written++ > 0 ? "," : "").append(line);
        }
        return json.append("],\"truncated\":").append(written < rows.size()).toString();
    }

    private static String line(Row row, int bytes) throws IOException {
        BoundedBuffer buffer = new BoundedBuffer(Math.max(1, bytes));
        JsonText.write(buffer, json -> ExactRows.write(json, row));
        return buffer.toString();
    }

    @Override
    public void close() {
        // The Spark session belongs to the driver.
    }
}
