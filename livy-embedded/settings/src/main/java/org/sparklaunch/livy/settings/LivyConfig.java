package org.sparklaunch.livy.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.SessionKind;

/**
 * Everything that the server is told from outside.
 *
 * @param listen where the REST API listens, port 0 for any free one
 * @param insecure allows a bind beyond loopback although callers need not authenticate
 * @param tls what the REST API proves its name with; null when it speaks plain HTTP
 * @param csrfProtection whether requests that change something need the header {@code X-Requested-By}
 * @param stateDir the server's own folder: journal, session folders, the driver port
 * @param authenticationFile how users prove who they are; null when they need not
 * @param policyFile what sessions may read and write; null for everything
 * @param access who may act for whom and look at whose sessions
 * @param privateFolders what no policy may open to sessions, besides the files and folders named here
 * @param serviceKeyFile holds the key that may manage tokens; null when nobody may
 */
public record LivyConfig(
        Address listen,
        boolean insecure,
        @Nullable TlsConfig tls,
        boolean csrfProtection,
        Path stateDir,
        @Nullable Path serviceKeyFile,
        @Nullable Path authenticationFile,
        @Nullable Path policyFile,
        List<Path> privateFolders,
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
    public record Address(String host, int port) {

        /** Whether only this machine can reach it. A name that does not resolve is not loopback. */
        public boolean isLoopback() {
            try {
                return InetAddress.getByName(host).isLoopbackAddress();
            } catch (UnknownHostException e) {
                return false;
            }
        }
    }

    /**
     * How drivers are started and what they may use.
     *
     * @param endpoint what drivers dial, port 0 for one that is chosen once and then kept
     * @param classPath the jars put before Spark's own
     * @param master Spark's master, or the {@code file:} URI of a file that holds it
     * @param cores the most a session may ask for, and what it gets
     * @param memory the most heap a session may ask for, and what it gets
     * @param allowedFileRoots folders from which a request may name local files
     * @param orphanTimeout how long a driver waits for a server before it ends itself
     * @param onWorkers how to have drivers run on the cluster's workers; null when they run beside the server
     */
    public record DriverConfig(
            Address endpoint,
            Path sparkHome,
            List<Path> classPath,
            String master,
            int cores,
            MemorySize memory,
            Map<String, String> sparkConf,
            List<Path> allowedFileRoots,
            Duration orphanTimeout,
            Path javaHome,
            ClassDataArchives classData,
            @Nullable WorkerPlacementConfig onWorkers) {

        /** The master now: a {@code file:} that the settings name is read each time, since masters come and go. */
        @Override
        public String master() {
            return MasterAddress.now(master);
        }
    }

    /**
     * How many sessions there may be and how long they stay.
     *
     * @param timeout the idle time after which a session ends that names none itself
     * @param stateRetain how long an ended session can still be looked at
     * @param warm how many drivers are kept ready, as far as sessions leave slots for them
     * @param warmKinds whose interpreters these have started
     */
    public record SessionConfig(
            int max,
            Duration timeout,
            Duration stateRetain,
            int warm,
            List<SessionKind> warmKinds,
            SharingConfig sharing) {}

    /**
     * Whether sessions share drivers.
     *
     * @param on whether SQL sessions of one user and equal settings live in one driver; else each session has its own
     * @param most how many of them a driver takes
     */
    public record SharingConfig(boolean on, int most) {}
}
