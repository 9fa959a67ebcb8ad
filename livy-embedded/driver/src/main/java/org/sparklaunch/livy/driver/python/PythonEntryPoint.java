package org.sparklaunch.livy.driver.python;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparklaunch.livy.driver.group.SparkJobGroups;
import org.sparklaunch.livy.driver.output.CauseChain;

/** The driver's objects for the Python kernel. Public, with public methods, since py4j calls it by reflection. */
public final class PythonEntryPoint {

    private final SparkSession spark;
    private final JavaSparkContext context;
    private final PythonJobs jobs;

    PythonEntryPoint(SparkSession spark, PythonJobs jobs) {
        this.spark = spark;
        this.jobs = jobs;
        this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    }

    /** Returns the session's one Spark session. */
    public SparkSession session() {
        return spark;
    }

    /** Returns its context in the form that PySpark wraps. */
    public JavaSparkContext context() {
        return context;
    }

    /** Returns the jobs for this kernel. */
    public PythonJobs jobs() {
        return jobs;
    }

    /**
     * Assigns Spark jobs of the calling thread, which belongs to one thread of the kernel, to a statement or job.
     *
     * @return the Python files of the session by now, separated by commas
     */
    public String begin(String jobGroup) {
        SparkJobGroups.assign(context.sc(), jobGroup);
        SparkSession.setActiveSession(spark);
        return context.sc().conf().get("spark.submit.pyFiles", "");
    }

    /** Returns the messages of the causes of an exception that reached Python, each on a line {@code Caused by: …}. */
    public String causes(Throwable failure) {
        return CauseChain.causes(failure);
    }
}
