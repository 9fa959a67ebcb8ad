package org.sparklaunch.launcher.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.discovery.ZooKeeperCredentials;
import org.sparklaunch.launcher.config.ClusterSpec;
import org.sparklaunch.launcher.spark.SparkSecurity;
import org.sparklaunch.launcher.state.StateFolder;
import org.sparklaunch.pages.ClusterSecret;
import org.sparklaunch.pages.SparkDoors;

/**
 * The files of secrets that the operator names.
 *
 * @param cluster the secret of a cluster of several launches; empty for a secret of this launch
 * @param zookeeper the credentials for ZooKeeper; empty for those that follow from the secret of the cluster
 */
public record LaunchSecrets(Optional<Path> cluster, Optional<Path> zookeeper) {
    /** No file is named. */
    public static final LaunchSecrets NONE = new LaunchSecrets(Optional.empty(), Optional.empty());

    private static final String ZOOKEEPER_USER = "spark-launch";

    /**
     * Returns how the Spark processes of a launch recognise each other.
     *
     * @throws CommandException when this Spark cannot close a door that the cluster needs
     */
    SparkSecurity spark(ClusterSpec spec, String version, StateFolder state) {
        Optional<String> named = Optional.ofNullable(spec.sparkConf().get(SparkDoors.SECRET));
        boolean closes = !spec.drivesOnWorkers() || !version.startsWith("3.");
        if (cluster.isEmpty() && named.isEmpty() && spec.role().joins()) {
            return SparkSecurity.none(version); // Only with --insecure.
        }
        if (!closes) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "--livy-driver-placement worker needs Spark 4: the submission server of Spark " + version
                            + " runs programs of every client; use Spark 4 or --livy-driver-placement server");
        }
        return cluster.map(file -> SparkSecurity.of(version, state, file))
                .or(() -> named.map(secret -> SparkSecurity.named(version, state, secret)))
                .orElseGet(() -> SparkSecurity.own(version, state));
    }

    /** Returns the credentials with which the launch writes to ZooKeeper; empty when all users may write. */
    Optional<ZooKeeperCredentials> zookeeper(SparkSecurity security) {
        return zookeeper
                .map(LaunchSecrets::read)
                .or(() -> security.shared()
                        .map(SparkSecurity.Shared::secret)
                        .map(ClusterSecret::zooKeeperPassword)
                        .map(password -> new ZooKeeperCredentials(ZOOKEEPER_USER, password)));
    }

    private static ZooKeeperCredentials read(Path file) {
        try {
            SparkSecurity.checkPrivate(file);
            return ZooKeeperCredentials.read(file);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED, "cannot use the credentials for ZooKeeper: " + e.getMessage(), e);
        }
    }
}
