package org.sparklaunch.launcher.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.sparklaunch.livy.settings.AccessConfig;
import org.sparklaunch.livy.settings.LivyConfig.SessionConfig;
import org.sparklaunch.platform.network.Loopback;
import org.sparklaunch.platform.quantity.MemorySize;

/**
 * The wanted Livy server.
 *
 * @param host the address of this machine that its REST API binds to
 * @param policyFile limits what users may read and write; absolute
 * @param authenticationFile configures how users authenticate; absolute
 * @param dliPresets what the session API of the Data Lake Insight service offers; absolute; empty when the API is off
 * @param csrfProtection whether changes need a header that a foreign page in a browser cannot send
 * @param allowedHosts further host names by which clients may reach both servers
 * @param tls the key and certificate of the Livy server and the query tracker; empty for plain HTTP
 */
public record LivySpec(
        String host,
        OptionalInt port,
        SessionConfig sessions,
        DriverLimits drivers,
        Optional<Path> policyFile,
        Optional<Path> authenticationFile,
        Optional<Path> dliPresets,
        AccessConfig access,
        boolean csrfProtection,
        List<String> allowedHosts,
        Optional<TlsSpec> tls) {
    /**
     * The limits of each session's driver, and where it runs.
     *
     * @param memory its heap
     * @param onWorkers whether drivers run on the cluster's workers instead of beside the Livy server
     * @param files absolute folders whose files requests may name
     */
    public record DriverLimits(int cores, MemorySize memory, boolean onWorkers, List<Path> files) {}

    /** Returns whether other machines can reach the server. */
    public boolean isOpen() {
        return !Loopback.isLoopback(host);
    }

    /** Returns whether it serves more accounts than that of the launch and root. */
    public boolean servesOtherAccounts() {
        return access.localUsers() || authenticationFile.isPresent() || isOpen();
    }

    /**
     * Returns the host under which this machine reaches the server.
     *
     * @param clusterHost the host of everything else, which stands in for a wildcard address
     */
    public String dialHost(String clusterHost) {
        return host.equals("0.0.0.0") || host.equals("::") ? clusterHost : host;
    }
}
