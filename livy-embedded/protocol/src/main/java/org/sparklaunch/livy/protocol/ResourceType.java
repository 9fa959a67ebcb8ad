package org.sparklaunch.livy.protocol;

/** What is added to a running session, and for whom. */
public enum ResourceType {
    /** Classes for the driver, its statements and jobs, and the executors. */
    JAR,
    /** A module or archive of modules for Python, here and on the executors. */
    PYFILE,
    /** A file that Spark's {@code SparkFiles} finds, here and on the executors. */
    FILE
}
