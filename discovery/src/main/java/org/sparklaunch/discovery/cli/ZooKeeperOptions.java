package org.sparklaunch.discovery.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.discovery.Discovery;
import org.sparklaunch.discovery.DiscoveryException;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.ZooKeeperDiscovery;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where a command looks for a cluster: mix it in with {@code @Mixin}. */
public final class ZooKeeperOptions {
    /** How long a command waits for ZooKeeper before it says that ZooKeeper cannot be reached. */
    public static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

    private static final String ADDRESS_FILE = "zookeeper.address";

    @Option(
            names = "--zookeeper",
            paramLabel = "HOST:PORT[,…]",
            description = "ZooKeeper ensemble; default: $SPARK_LAUNCH_ZOOKEEPER, else the embedded server of the launch"
                    + " that uses the same --state-dir.")
    private @Nullable String zookeeper;

    @Option(
            names = "--discovery-path",
            paramLabel = "PATH",
            defaultValue = "/spark-launch/default",
            converter = PathConverter.class,
            description = "Where the cluster is announced; default: $SPARK_LAUNCH_DISCOVERY_PATH, else"
                    + " /spark-launch/default.")
    private DiscoveryPath discoveryPath = DiscoveryPath.DEFAULT;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "Folder of a launch's files; default: $SPARK_LAUNCH_STATE_DIR, else"
                    + " $XDG_STATE_HOME/spark-launch, else ~/.local/state/spark-launch.")
    private Path stateDir = Path.of("");

    /** The cluster's path. */
    public DiscoveryPath discoveryPath() {
        return discoveryPath;
    }

    /** The state folder, absolute; it may not exist. */
    public Path stateDir() {
        return stateDir.toAbsolutePath().normalize();
    }

    /** The ensemble that the user named; empty when the embedded server is meant. */
    public Optional<String> zookeeper() {
        return Optional.ofNullable(zookeeper);
    }

    /**
     * The servers to connect to: as named, else as the state folder tells.
     *
     * @throws CommandException {@link ExitCode#NOT_FOUND} when neither is known
     */
    public String connectString() {
        return zookeeper().orElseGet(this::embeddedAddress);
    }

    private String embeddedAddress() {
        Path file = stateDir().resolve(ADDRESS_FILE);
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            throw new CommandException(
                    ExitCode.NOT_FOUND,
                    "No cluster is known here: --zookeeper is not given and no launch with an embedded ZooKeeper runs in "
                            + stateDir() + "; start one with spark-launch, or name its --state-dir or --zookeeper",
                    e);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED, "Cannot read ZooKeeper's address from " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Connects; the caller closes it.
     *
     * @throws CommandException {@link ExitCode#NOT_FOUND} when the servers are unknown or do not answer in time
     */
    public Discovery connect() {
        String servers = connectString();
        try {
            return ZooKeeperDiscovery.connect(servers, CONNECT_LIMIT);
        } catch (DiscoveryException e) {
            throw new CommandException(ExitCode.NOT_FOUND, String.valueOf(e.getMessage()), e);
        }
    }

    static final class PathConverter implements ITypeConverter<DiscoveryPath> {
        @Override
        public DiscoveryPath convert(String value) {
            try {
                return new DiscoveryPath(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
