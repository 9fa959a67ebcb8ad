package org.sparklaunch.livy.driver.python;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparklaunch.livy.driver.group.SparkJobGroups;

/** What the Python kernel finds of this session. Public, with public methods, since py4j calls it by reflection. */
public final class PythonEntryPoint {

    private final SparkSession spark;
    private final JavaSparkContext context;
    private final PythonJobs jobs;

    PythonEntryPoint(SparkSession spark, PythonJobs jobs) {
        this.spark = spark;
        this.jobs = jobs;
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

    /** The jobs for this kernel. */
    public PythonJobs jobs() {
        return jobs;
    }

    /**
     * Gives Spark jobs of the calling thread, which is pinned to one thread of the kernel, to a statement or job.
     *
     * @return the Python files of the session by now, separated by commas
     */
    public String begin(String jobGroup) {
        SparkJobGroups.assign(context.sc(), jobGroup);
        SparkSession.setActiveSession(spark);
        return context.sc().conf().get("spark.submit.pyFiles", "");
    }
}
