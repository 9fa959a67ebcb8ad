package org.sparklaunch.launcher.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.launcher.config.LivyRequest;
import picocli.CommandLine.Option;

/** The options about the Livy server and its sessions. */
final class LivyOptions {
    @Option(names = "--enable-livy", description = "Start a Livy server.")
    boolean enabled;

    @Option(
            names = "--livy-max-sessions",
            paramLabel = "N",
            defaultValue = "5",
            description = "Largest number of sessions; default: ${DEFAULT-VALUE}.")
    int maxSessions;

    @Option(
            names = "--livy-warm-sessions",
            paramLabel = "N",
            description =
                    "Number of drivers that are kept ready for new sessions while --livy-max-sessions leaves room;"
                            + " default: 1, with drivers on workers 0.")
    @Nullable
    Integer warmSessions;

    @Option(
            names = "--livy-warm-python",
            description = "Start Python in warm drivers too, so that the first Python statement does not wait for it.")
    boolean warmPython;

    @Option(
            names = "--livy-session-isolation",
            paramLabel = "driver|context",
            defaultValue = "driver",
            description =
                    "What sessions share: nothing (driver: each session has its own driver) or the driver (context: SQL"
                            + " sessions of one user with equal settings share one, and --livy-max-sessions counts"
                            + " drivers); default: ${DEFAULT-VALUE}.")
    String isolation = "driver";

    @Option(
            names = "--livy-sessions-per-driver",
            paramLabel = "N",
            defaultValue = "50",
            description = "Largest number of sessions that share a driver; default: ${DEFAULT-VALUE}.")
    int sessionsPerDriver;

    @Option(
            names = "--livy-driver-cores",
            paramLabel = "N",
            defaultValue = "1",
            description = "Cores of each session's driver; default: ${DEFAULT-VALUE}.")
    int driverCores;

    @Option(
            names = "--livy-driver-memory",
            paramLabel = "SIZE",
            defaultValue = "1g",
            description = "Heap of each session's driver; default: ${DEFAULT-VALUE}.")
    String driverMemory = "1g";

    @Option(
            names = "--livy-driver-placement",
            paramLabel = "server|worker",
            defaultValue = "server",
            description = "Where drivers of sessions and batches run: server (beside the Livy server) or worker (on the"
                    + " cluster's workers, with their cores and memory); default: ${DEFAULT-VALUE}.")
    String driverPlacement = "server";

    @Option(
            names = "--livy-files",
            paramLabel = "FOLDER",
            description =
                    "Folder of this machine whose files sessions and batches may name, such as programs of batches;"
                            + " may be repeated; default: no local file may be named.")
    List<Path> files = List.of();

    @Option(
            names = "--livy-host",
            paramLabel = "ADDRESS",
            description = "Address that the Livy server binds to; default: that of --host.")
    @Nullable
    String host;

    @Option(
            names = "--livy-port",
            paramLabel = "PORT",
            description = "Port of the Livy server; default: 8998 or the next free one.")
    @Nullable
    Integer port;

    @Option(
            names = "--policy-file",
            paramLabel = "FILE",
            description =
                    "Rules for what users may read, write and set in SQL, and which users may run code; changes apply"
                            + " within 5 seconds; default: no limits.")
    @Nullable
    Path policyFile;

    @Option(
            names = "--authentication-file",
            paramLabel = "FILE",
            description =
                    "How users of the Livy server and the query tracker authenticate: passwords, JWT, LDAP or a trusted"
                            + " proxy; default: without authentication, reachable from this machine only.")
    @Nullable
    Path authenticationFile;

    @Option(
            names = "--dli-presets",
            paramLabel = "FILE",
            description =
                    "Offer the session API of the Data Lake Insight service too, below /v2.0, with the resource types and"
                            + " packages that this JSON file names; default: off.")
    @Nullable
    Path dliPresets;

    @Option(
            names = "--livy-csrf-protection",
            description = "Refuse requests to the Livy server that change something and lack the header X-Requested-By,"
                    + " such as those of a foreign page in a user's browser.")
    boolean csrfProtection;

    @Option(
            names = "--allowed-host",
            paramLabel = "HOST",
            split = ",",
            description =
                    "Further names by which clients reach the Livy server and the query tracker, such as that of a"
                            + " reverse proxy, separated by commas. Requests that name another host are refused.")
    List<String> allowedHosts = List.of();

    @Option(
            names = "--insecure",
            description = "Let other machines reach --host and --livy-host without authentication: every client that"
                    + " reaches them can run code as the user of this launch.")
    boolean insecure;

    /** Returns the options; null without a Livy server. */
    @Nullable
    LivyRequest request(boolean always, LivyRequest.Access access, LivyRequest.Tls tls) {
        if (!enabled && !always) {
            return null;
        }
        return new LivyRequest(
                new LivyRequest.Listen(host, port, insecure, csrfProtection, allowedHosts, tls),
                new LivyRequest.Sessions(maxSessions, warmSessions(), warmPython, isolation, sessionsPerDriver),
                new LivyRequest.Drivers(driverCores, driverMemory, driverPlacement, files),
                policyFile,
                authenticationFile,
                dliPresets,
                access);
    }

    /** On a worker a warm driver would hold cores that drivers of users may wait for. */
    private int warmSessions() {
        int unset = driverPlacement.equals("worker") ? 0 : 1;
        return warmSessions == null ? unset : warmSessions;
    }
}
