package org.sparklaunch.livy.driver.row;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;

/**
 * Gives the rows of a query with dates and timestamps as values of {@code java.time}, at any depth. Those of {@code java.sql}, which
 * Spark makes by default, follow the Julian calendar before 1582-10-15 and have no place for the ten days that it lacks.
 *
 * <p>The session's own setting stays as it is: users' code depends on the types that it collects.
 */
public final class JavaTimeRows {
    private static final String JAVA_TIME = "spark.sql.datetime.java8API.enabled";

    private JavaTimeRows() {}

    /** Returns the same query with other types of values; nothing runs. */
    public static Dataset<Row> of(Dataset<Row> query) {
        return query.as(encoder(query.schema()));
    }

    /** An encoder reads the setting when it is made, from the thread's settings. */
    private static Encoder<Row> encoder(StructType schema) {
        SQLConf conf = SQLConf.get().clone();
        conf.setConfString(JAVA_TIME, "true");
        return SQLConf.withExistingConf(conf, () -> Encoders.row(schema));
    }
}
