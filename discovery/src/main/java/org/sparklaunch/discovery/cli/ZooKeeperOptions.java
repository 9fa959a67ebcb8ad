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
import org.sparklaunch.discovery.ZooKeeperCredentials;
import org.sparklaunch.discovery.ZooKeeperDiscovery;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that name a cluster, for use with {@code @Mixin}. */
public final class ZooKeeperOptions {
    /** How long a command waits for ZooKeeper. */
    public static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

    /** The file in the state folder with the credentials of the launch. */
    public static final String DIGEST_FILE = "zookeeper-digest";

    private static final String ADDRESS_FILE = "zookeeper.address";

    @Option(
            names = "--zookeeper",
            paramLabel = "HOST:PORT[,…]",
            description = "ZooKeeper ensemble; default: $SPARK_LAUNCH_ZOOKEEPER, else the embedded server of the launch"
                    + " with the same --state-dir.")
    private @Nullable String zookeeper;

    @Option(
            names = "--discovery-path",
            paramLabel = "PATH",
            defaultValue = "/spark-launch/default",
            converter = PathConverter.class,
            description =
                    "ZooKeeper path under which the cluster is announced; default: $SPARK_LAUNCH_DISCOVERY_PATH, else"
                            + " /spark-launch/default.")
    private DiscoveryPath discoveryPath = DiscoveryPath.DEFAULT;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "Folder for the files of a launch; default: $SPARK_LAUNCH_STATE_DIR, else"
                    + " $XDG_STATE_HOME/spark-launch, else ~/.local/state/spark-launch.")
    private Path stateDir = Path.of("");

    /** Returns the cluster's path. */
    public DiscoveryPath discoveryPath() {
        return discoveryPath;
    }

    /** Returns the absolute state folder, which may not exist. */
    public Path stateDir() {
        return stateDir.toAbsolutePath().normalize();
    }

    /** Returns the ensemble that the user named; empty for the embedded server. */
    public Optional<String> zookeeper() {
        return Optional.ofNullable(zookeeper);
    }

    /**
     * Returns the servers to connect to: the named ones, else those that the state folder names.
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
                    "no cluster found: --zookeeper is not given, and no launch with an embedded ZooKeeper runs with the state"
                            + " folder " + stateDir()
                            + "; start one with spark-launch, or give its --state-dir or --zookeeper",
                    e);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED, "cannot read ZooKeeper's address from " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Connects to ZooKeeper. The caller closes the connection.
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

    /**
     * Connects to ZooKeeper to announce something. The caller closes the connection.
     *
     * @param digest the file with the credentials; null for those of the launch with the same state folder, if any
     * @throws CommandException also when the file cannot be used
     */
    public Discovery connectToWrite(@Nullable Path digest) {
        Path file = digest == null ? stateDir().resolve(DIGEST_FILE) : digest;
        if (digest == null && Files.notExists(file)) {
            return connect();
        }
        String servers = connectString();
        try {
            return ZooKeeperDiscovery.connect(
                    servers,
                    CONNECT_LIMIT,
                    new ZooKeeperDiscovery.Writer(ZooKeeperCredentials.read(file), discoveryPath, false));
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED, "cannot use the credentials for ZooKeeper: " + e.getMessage(), e);
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
