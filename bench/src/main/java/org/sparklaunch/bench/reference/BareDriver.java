package org.sparklaunch.bench.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.SparkSession;

/**
 * Main class of a driver with nothing around it. Says {@code ready} when its SparkSession is, then takes one SQL statement
 * a line on standard input and answers {@code took NANOSECONDS} for the time until its rows were collected. Ends at the end
 * of its input. Settings come as system properties.
 */
public final class BareDriver {
    /** First word of the line that says that the session is up. */
    static final String READY = "ready";

    /** First word of the line that follows each statement. */
    static final String TOOK = "took";

    private BareDriver() {}

    /** Has no arguments. */
    public static void main(String[] args) throws IOException {
        SparkSession spark = SparkSession.builder().appName("bare driver").getOrCreate();
        System.out.println(READY);
        BufferedReader statements = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String sql = statements.readLine(); sql != null; sql = statements.readLine()) {
            long start = System.nanoTime();
            spark.sql(sql).collectAsList();
            System.out.println(TOOK + " " + (System.nanoTime() - start));
        }
        spark.stop();
    }
}
