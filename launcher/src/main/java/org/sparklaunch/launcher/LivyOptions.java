package org.sparklaunch.launcher;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.launcher.config.LaunchRequest;
import org.sparklaunch.launcher.config.LivyAccess;
import org.sparklaunch.launcher.config.WarmSpec;
import picocli.CommandLine.Option;

/** Whether there is a Livy server, and what its sessions may use. */
final class LivyOptions {
    @Option(names = "--enable-livy", description = "Start a Livy server.")
    boolean enabled;

    @Option(
            names = "--livy-max-sessions",
            paramLabel = "N",
            defaultValue = "5",
            description = "Most sessions at a time; default: ${DEFAULT-VALUE}.")
    int maxSessions;

    @Option(
            names = "--livy-warm-sessions",
            paramLabel = "N",
            description = "Drivers that are kept ready for sessions to come, as far as these leave room for them;"
                    + " default: 1, with drivers on workers 0.")
    @Nullable
    Integer warmSessions;

    @Option(
            names = "--livy-warm-python",
            description = "Start Python in warm drivers too, so that a first Python statement does not wait for it.")
    boolean warmPython;

    @Option(
            names = "--livy-session-isolation",
            paramLabel = "BY",
            defaultValue = "driver",
            description =
                    "What parts sessions: driver (each has a driver of its own) or context (SQL sessions of one user"
                            + " with equal settings share one, and --livy-max-sessions counts drivers); default:"
                            + " ${DEFAULT-VALUE}.")
    String isolation = "driver";

    @Option(
            names = "--livy-sessions-per-driver",
            paramLabel = "N",
            defaultValue = "50",
            description = "Most sessions that share a driver; default: ${DEFAULT-VALUE}.")
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
            paramLabel = "PLACE",
            defaultValue = "server",
            description = "Where session drivers and batches run: server (beside the Livy server) or worker (on the"
                    + " cluster's workers, out of their cores and memory); default: ${DEFAULT-VALUE}.")
    String driverPlacement = "server";

    @Option(
            names = "--livy-files",
            paramLabel = "FOLDER",
            description =
                    "Folder of this machine whose files sessions and batches may name, such as programs of batches;"
                            + " can be given several times. Without it, no local file may be named.")
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
                    "What users may read, write and set in SQL, and who may run code; a change counts within 5 seconds;"
                            + " default: everybody everything.")
    @Nullable
    Path policyFile;

    @Option(
            names = "--authentication-file",
            paramLabel = "FILE",
            description =
                    "How users of the Livy server and the query tracker prove who they are: passwords, JWT, LDAP or a"
                            + " trusted proxy; default: they need not, and only this machine reaches them.")
    @Nullable
    Path authenticationFile;

    @Option(
            names = "--livy-csrf-protection",
            description = "Refuse requests to the Livy server that change something and lack the header X-Requested-By,"
                    + " as a foreign page in somebody's browser would send them.")
    boolean csrfProtection;

    @Option(
            names = "--insecure",
            description = "Let other machines reach --host and --livy-host although callers need not authenticate:"
                    + " whoever reaches them runs code as the user of this launch.")
    boolean insecure;

    LaunchRequest.@Nullable Livy request(boolean always, LivyAccess access, LaunchRequest.Tls tls) {
        LaunchRequest.Listen listen = new LaunchRequest.Listen(host, port, insecure, csrfProtection, tls);
        LaunchRequest.Drivers drivers = new LaunchRequest.Drivers(driverCores, driverMemory, driverPlacement, files);
        return enabled || always
                ? new LaunchRequest.Livy(
                        listen,
                        maxSessions,
                        warm(),
                        new LaunchRequest.Sharing(isolation, sessionsPerDriver),
                        drivers,
                        policyFile,
                        authenticationFile,
                        access)
                : null;
    }

    /** On a worker a driver holds cores, which users' drivers may wait for. */
    private WarmSpec warm() {
        int unasked = driverPlacement.equals("worker") ? 0 : 1;
        return new WarmSpec(warmSessions == null ? unasked : warmSessions, warmPython);
    }
}
