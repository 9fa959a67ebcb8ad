package org.sparklaunch.launcher.spark;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a master keeps what its successor needs to go on with running applications.
 *
 * @param options Spark's settings for it
 */
public record MasterRecovery(Map<String, String> options) {
    private static final String MODE = "spark.deploy.recoveryMode";

    /** In a folder of this machine: the successor is the same master, started anew. */
    public static MasterRecovery inFolder(Path folder) {
        return new MasterRecovery(Map.of(MODE, "FILESYSTEM", "spark.deploy.recoveryDirectory", folder.toString()));
    }

    /** In ZooKeeper, where masters of several machines elect the one that leads. */
    public static MasterRecovery inZooKeeper(String servers, String path) {
        return new MasterRecovery(
                Map.of(MODE, "ZOOKEEPER", "spark.deploy.zookeeper.url", servers, "spark.deploy.zookeeper.dir", path));
    }
}
