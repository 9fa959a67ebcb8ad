package org.sparklaunch.launcher.classdata;

import java.nio.file.Path;

/** The kinds of JVMs in a cluster, each with its own archive. */
public enum JvmRole {
    /** Spark's master. */
    MASTER("master", "org.apache.spark.deploy.master.Master"),
    /** Spark's worker. */
    WORKER("worker", "org.apache.spark.deploy.worker.Worker"),
    /** The Livy server. */
    LIVY("livy", "org.sparklaunch.livy.server.LivyServerMain"),
    /** A session's driver, which the Livy server starts. */
    DRIVER("driver", "org.sparklaunch.livy.driver.SessionDriver"),
    /** A session's executor, which a worker starts. */
    EXECUTOR("executor", "org.apache.spark.executor.CoarseGrainedExecutorBackend"),
    /** Spark's history server. */
    HISTORY_SERVER("history-server", "org.apache.spark.deploy.history.HistoryServer"),
    /** The metastore. */
    METASTORE("metastore", "org.sparklaunch.metastore.MetastoreMain"),
    /** The query tracker. */
    QUERY_TRACKER("query-tracker", "org.sparklaunch.querytracker.cli.QueryTrackerMain");

    private final String wireName;
    private final String mainClass;

    JvmRole(String wireName, String mainClass) {
        this.wireName = wireName;
        this.mainClass = mainClass;
    }

    /** Returns the archive of this role in a folder of archives. */
    Path archive(Path folder) {
        return folder.resolve(wireName + ".jsa");
    }

    /** Returns whether a command line starts a JVM of this role. */
    boolean runs(String commandLine) {
        return commandLine.contains(" " + mainClass + " ");
    }
}
