package org.sparklaunch.launcher.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The wanted Livy server.
 *
 * @param host the address of this machine that its REST API binds to
 * @param policyFile what users may read and write; absolute
 * @param authenticationFile how users prove who they are; absolute
 * @param access who may act for whom and touch whose sessions
 * @param csrfProtection whether changes need a header that a foreign page in a browser cannot send
 * @param tls how it speaks HTTPS, and with it the query tracker; empty for plain HTTP
 */
public record LivySpec(
        String host,
        OptionalInt port,
        int maxSessions,
        WarmSpec warm,
        SharingSpec sharing,
        DriverSpec drivers,
        Optional<Path> policyFile,
        Optional<Path> authenticationFile,
        LivyAccess access,
        boolean csrfProtection,
        Optional<TlsSpec> tls) {
    /**
     * What each session's driver may use, as a limit, and where it runs.
     *
     * @param memory its heap
     * @param files folders, absolute, whose files requests may name
     */
    public record DriverSpec(int cores, MemorySize memory, DriverPlacement placement, List<Path> files) {}

    /** Whether other machines can reach it, which takes the user's explicit word. */
    public boolean isOpen() {
        return !LaunchRequest.isLoopback(host);
    }

    /** Where this machine reaches it, given the address that all else binds to: a wildcard is no address to dial. */
    public String dialHost(String clusterHost) {
        return host.equals("0.0.0.0") || host.equals("::") ? clusterHost : host;
    }
}
