package org.sparklaunch.launcher.spark;

import java.nio.file.Path;
import java.util.Map;

/**
 * The place of what a master's successor needs to continue running applications.
 *
 * @param options Spark's settings
 */
public record MasterRecovery(Map<String, String> options) {
    private static final String MODE = "spark.deploy.recoveryMode";

    /** Returns recovery in a folder of this machine, where the same master continues after a restart. */
    public static MasterRecovery inFolder(Path folder) {
        return new MasterRecovery(Map.of(MODE, "FILESYSTEM", "spark.deploy.recoveryDirectory", folder.toString()));
    }

    /** Returns recovery in ZooKeeper, where masters of several machines elect their leader. */
    public static MasterRecovery inZooKeeper(String servers, String path) {
        return new MasterRecovery(
                Map.of(MODE, "ZOOKEEPER", "spark.deploy.zookeeper.url", servers, "spark.deploy.zookeeper.dir", path));
    }
}
