package org.sparklaunch.livy.protocol;

/** The type of a file that is added to a running session. */
public enum ResourceType {
    /** Classes for the driver, its statements and jobs, and the executors. */
    JAR,
    /** A Python module or archive of modules, for the driver and the executors. */
    PYFILE,
    /** A file that Spark's {@code SparkFiles} finds, on the driver and the executors. */
    FILE
}
