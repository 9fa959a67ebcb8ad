package org.sparklaunch.it.jobs;

import org.apache.livy.Job;
import org.apache.livy.JobContext;

/** Counts rows on the session's Spark; called by name, since the tests have no Spark to compile against. */
public final class CountRange implements Job<Long> {
    private static final long serialVersionUID = 1;

    private final long rows;

    public CountRange(long rows) {
        this.rows = rows;
    }

    @Override
    public Long call(JobContext context) throws Exception {
        Object spark = context.sparkSession();
        Object range = spark.getClass().getMethod("range", long.class).invoke(spark, rows);
        return (Long) range.getClass().getMethod("count").invoke(range);
    }

    /** For statements that see the jar. */
    public static String greeting() {
        return "hello from the jar";
    }
}
