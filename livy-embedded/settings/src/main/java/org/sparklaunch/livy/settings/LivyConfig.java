package org.sparklaunch.livy.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.platform.network.Loopback;
import org.sparklaunch.platform.quantity.MemorySize;

/**
 * All settings of the server. The launcher writes them with {@link LivyConfigWriter}, the server reads them with
 * {@link LivyConfigReader}.
 *
 * @param listen where the REST API listens, port 0 for any free one
 * @param insecure allows a bind beyond loopback although clients need not authenticate
 * @param tls the server's key and certificate; null for plain HTTP
 * @param csrfProtection whether requests that change something need the header {@code X-Requested-By}
 * @param allowedHosts further names of this server that a {@code Host} header may have, as behind a reverse proxy
 * @param stateDir the server's own folder: journal, session folders, the driver port
 * @param authenticationFile configures how users authenticate; null when they need not
 * @param policyFile limits what sessions may read and write; null for no limits
 * @param dliPresets what the session API of the Data Lake Insight service offers; null when the API is off
 * @param access the users who may act for others and see the sessions of others
 * @param privateFolders folders that no policy may open to sessions, besides the files and folders named here
 * @param serviceKeyFile holds the key of the client that may manage tokens; null when there is none
 */
public record LivyConfig(
        Address listen,
        boolean insecure,
        @Nullable TlsConfig tls,
        boolean csrfProtection,
        List<String> allowedHosts,
        Path stateDir,
        @Nullable Path serviceKeyFile,
        @Nullable Path authenticationFile,
        @Nullable Path policyFile,
        List<Path> privateFolders,
        @Nullable Path dliPresets,
        AccessConfig access,
        DriverConfig driver,
        SessionConfig session) {

    /**
     * A key store.
     *
     * @param passwordFile its first line is the password
     */
    public record TlsConfig(Path keyStore, Path passwordFile) {}

    /** A host name or address and a port. */
    public record Address(
            String host, @Range(from = 0, to = 65_535) int port) {

        /** Returns whether only this machine can reach it. */
        public boolean isLoopback() {
            return Loopback.isLoopback(host);
        }
    }

    /**
     * How drivers start, and their limits.
     *
     * @param endpoint the address that drivers connect to; port 0 for one that is chosen once and then kept
     * @param classPath the jars put before Spark's own
     * @param master Spark's master, or the {@code file:} URI of a file that holds it
     * @param cores the limit for each session, and its default
     * @param memory the limit for each session's heap, and its default
     * @param allowedFileRoots folders from which a request may name local files
     * @param orphanTimeout how long a driver without a server waits before it exits
     * @param onWorkers how to place drivers on the cluster's workers; null when they run beside the server
     * @param security null when the master accepts all processes
     */
    public record DriverConfig(
            Address endpoint,
            Path sparkHome,
            List<Path> classPath,
            String master,
            @Range(from = 1, to = 4096) int cores,
            MemorySize memory,
            Map<String, String> sparkConf,
            List<Path> allowedFileRoots,
            Duration orphanTimeout,
            Path javaHome,
            ClassDataArchives classData,
            @Nullable WorkerPlacementConfig onWorkers,
            @Nullable SparkSecurityConfig security) {
        /** How long a driver waits when nothing else is set. */
        public static final Duration ORPHAN_TIMEOUT = Duration.ofMinutes(10);

        /** Returns the master. A {@code file:} URI is read each time, since masters come and go. */
        @Override
        public String master() {
            return MasterAddress.now(master);
        }
    }

    /**
     * How many sessions there may be and how long they stay.
     *
     * @param timeout the idle time after which a session ends, unless its request names another
     * @param stateRetain how long an ended session stays readable
     * @param warm how many drivers are kept ready while slots are free
     * @param warmKinds the kinds whose interpreters warm drivers start
     */
    public record SessionConfig(
            @Range(from = 1, to = 10_000) int max,
            Duration timeout,
            Duration stateRetain,
            @Range(from = 0, to = 10_000) int warm,
            List<SessionKind> warmKinds,
            SharingConfig sharing) {
        /** The idle time when nothing else is set, as in Livy. */
        public static final Duration TIMEOUT = Duration.ofHours(1);

        /** How long an ended session stays readable when nothing else is set, as in Livy. */
        public static final Duration STATE_RETAIN = Duration.ofMinutes(10);
    }

    /**
     * Whether sessions share drivers.
     *
     * @param on whether SQL sessions of one user with equal settings share a driver
     * @param most the largest number of sessions in one driver
     */
    public record SharingConfig(
            boolean on, @Range(from = 1, to = 10_000) int most) {}
}
