package org.sparklaunch.livy.driver.python;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** What the Python kernel finds of this session. Public, with public methods, since py4j calls it by reflection. */
public final class PythonEntryPoint {

    private final SparkSession spark;
    private final JavaSparkContext context;

    PythonEntryPoint(SparkSession spark) {
        this.spark = spark;
        this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    }

    /** The session's one Spark session. */
    public SparkSession session() {
        return spark;
    }

    /** Its context, as PySpark wraps it. */
    public JavaSparkContext context() {
        return context;
    }

    /** Gives jobs of the calling thread, which is pinned to the kernel's main thread, to a statement. */
    public void begin(String jobGroup) {
        context.setJobGroup(jobGroup, "pyspark " + jobGroup, true);
        SparkSession.setActiveSession(spark);
    }
}
