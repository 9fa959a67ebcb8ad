package org.sparklaunch.livy.driver.query;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparklaunch.livy.driver.interpreter.BoundedBuffer;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.InterpreterEnvironment;
import org.sparklaunch.livy.driver.interpreter.JsonText;
import org.sparklaunch.livy.driver.interpreter.OutputTooLargeException;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.driver.interpreter.StatementOutput;
import org.sparklaunch.livy.driver.interpreter.StatementOutput.Failure;
import org.sparklaunch.livy.driver.interpreter.ThrowableOutput;

/**
 * Runs the SQL statements of a {@link QueryPayload} one after the other. Its answer, a JSON value, is {@code {"results":
 * [{"schema": …, "rows": [[…]], "truncated": false}, …]}}, with a {@code full_result} where all rows were asked for. The first failure ends the order and says
 * which statement it was.
 */
public final class QueryInterpreter implements Interpreter {
    private final SparkSession spark;
    private final int byteLimit;

    private QueryInterpreter(SparkSession spark, int byteLimit) {
        this.spark = spark;
        this.byteLimit = byteLimit;
    }

    /** Starts at once: everything it needs is there. */
    public static Interpreter start(InterpreterEnvironment environment) {
        return new QueryInterpreter(environment.spark(), environment.limits().bytes());
    }

    @Override
    public StatementOutput execute(StatementInput statement) throws InterruptedException {
        int number = 0;
        int count = 1;
        try {
            QueryPayload order = QueryPayload.parse(statement.code());
            count = order.statements().size();
            StringBuilder results = new StringBuilder("{\"results\":[");
            for (String sql : order.statements()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                number++;
                results.append(number > 1 ? "," : "").append(run(sql, order, byteLimit - results.length()));
            }
            return StatementOutput.json(results.append("]}").toString());
        } catch (OutputTooLargeException e) {
            return e.toOutput("select fewer columns, or run fewer statements in one query");
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            return count > 1 ? which(number, count, e) : ThrowableOutput.of(e);
        }
    }

    private static StatementOutput which(int number, int count, Throwable e) {
        return ThrowableOutput.of(e) instanceof Failure failure
                ? new Failure(
                        failure.name(),
                        "Statement " + number + " of " + count + ": "
                                + failure.message().stripLeading(),
                        failure.traceback())
                : ThrowableOutput.of(e);
    }

    private String run(String sql, QueryPayload order, int bytes) throws IOException, InterruptedException {
        Dataset<Row> data = order.arguments().isEmpty() ? spark.sql(sql) : spark.sql(sql, order.arguments());
        if (data.schema().isEmpty()) {
            // A command has run by now. Collecting its nothing would start a query for no rows.
            return result(data, List.of(), order.rowLimit(), bytes) + "}";
        }
        if (order.fileRows() > 0) {
            RowFileWriter file = RowFileWriter.write(spark.sparkContext().getConf(), data, order.fileRows());
            return "{\"schema\":" + data.schema().json() + ",\"rows\":[],\"truncated\":" + file.truncated()
                    + ",\"full_result\":" + file.describe() + "}";
        }
        if (!order.fullResult()) {
            return result(data, data.takeAsList(order.rowLimit() + 1), order.rowLimit(), bytes) + "}";
        }
        FullResultWriter full = FullResultWriter.write(spark, data);
        return result(data, full.first(order.rowLimit() + 1), order.rowLimit(), bytes) + ",\"full_result\":"
                + JsonText.of(full::describe) + "}";
    }

    /** All but its closing brace. Rows beyond the limit, or beyond the bytes that are left, are cut. */
    private static String result(Dataset<Row> data, List<Row> rows, int limit, int bytes) throws IOException {
        StringBuilder text =
                new StringBuilder("{\"schema\":").append(data.schema().json()).append(",\"rows\":[");
        int written = 0;
        for (Row row : rows.subList(0, Math.min(limit, rows.size()))) {
            String line = line(row, bytes);
            if (text.length() + line.length() > bytes) {
                break;
            }
            text.append(written++ > 0 ? "," : "").append(line);
        }
        return text.append("],\"truncated\":").append(written < rows.size()).toString();
    }

    private static String line(Row row, int bytes) throws IOException {
        BoundedBuffer text = new BoundedBuffer(Math.max(1, bytes));
        JsonText.write(text, json -> ExactRows.write(json, row));
        return text.toString();
    }

    @Override
    public void interrupt() {
        // The job group covers the query and the thread's interruption what is not a job, such as planning.
    }

    @Override
    public void close() {
        // The Spark session belongs to the driver.
    }
}
