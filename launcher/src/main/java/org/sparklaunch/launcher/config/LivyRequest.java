package org.sparklaunch.launcher.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.settings.AccessConfig;
import org.sparklaunch.livy.settings.LivyConfig.SessionConfig;
import org.sparklaunch.livy.settings.LivyConfig.SharingConfig;
import org.sparklaunch.livy.settings.LivyConfig.TlsConfig;
import org.sparklaunch.platform.network.Loopback;
import org.sparklaunch.platform.quantity.MemorySize;

/** The options about the Livy server, as the user gave them and not yet checked. */
public record LivyRequest(
        Listen listen,
        Sessions sessions,
        Drivers drivers,
        @Nullable Path policyFile,
        @Nullable Path authenticationFile,
        @Nullable Path dliPresets,
        Access access) {

    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+");

    /**
     * The options about the server's address.
     *
     * @param host null for the host of the whole launch
     * @param insecure other machines may reach the server although clients need not authenticate
     * @param allowedHosts further host names by which clients may reach both servers, without ports
     * @param csrfProtection changes need a header that a foreign page in a browser cannot send
     */
    public record Listen(
            @Nullable String host,
            @Nullable Integer port,
            boolean insecure,
            boolean csrfProtection,
            List<String> allowedHosts,
            Tls tls) {

        /** Without protection against forged requests and without encryption, as in Livy by default. */
        public Listen(@Nullable String host, @Nullable Integer port, boolean insecure) {
            this(host, port, insecure, false, List.of(), Tls.NONE);
        }
    }

    /** The options about HTTPS. */
    public record Tls(
            @Nullable Path keyStore,
            @Nullable Path passwordFile,
            @Nullable Path trust) {
        /** Plain HTTP. */
        public static final Tls NONE = new Tls(null, null, null);
    }

    /**
     * The options about sessions.
     *
     * @param warm how many drivers are kept ready; they take slots that sessions leave free
     * @param warmPython whether each of them starts Python besides its Scala shell
     * @param isolation {@code driver} or {@code context}
     * @param perDriver the largest number of sessions that share a driver
     */
    public record Sessions(int max, int warm, boolean warmPython, String isolation, int perDriver) {}

    /**
     * The options about the sessions' drivers.
     *
     * @param placement {@code server} or {@code worker}
     * @param files folders whose files requests may name
     */
    public record Drivers(int cores, String memory, String placement, List<Path> files) {}

    /**
     * The options about users; {@code *} stands for all of them.
     *
     * @param allowed empty for all
     * @param localUsers whether all accounts of this machine are served, each as itself
     */
    public record Access(
            boolean impersonation,
            List<String> superusers,
            boolean lists,
            List<String> allowed,
            List<String> modify,
            List<String> view,
            boolean localUsers) {
        /** Only its owner may use a session, and no user acts for another. */
        public static final Access NONE = new Access(false, List.of(), false, List.of(), List.of(), List.of(), false);
    }

    /**
     * Checks the options.
     *
     * @param host the host of the whole launch
     * @param hostIsOpen whether the launch may bind that host without authentication of users
     */
    LivySpec check(Problems problems, String host, boolean hostIsOpen) {
        return new LivySpec(
                host(problems, host, hostIsOpen),
                problems.readPort("--livy-port", listen.port),
                sessions(problems),
                drivers(problems),
                readable(problems, "--policy-file", policyFile),
                readable(problems, "--authentication-file", authenticationFile),
                readable(problems, "--dli-presets", dliPresets),
                access(problems),
                listen.csrfProtection,
                allowedHosts(problems),
                tls(problems, listen.tls));
    }

    private List<String> allowedHosts(Problems problems) {
        for (String name : listen.allowedHosts) {
            problems.require(
                    HOST_NAME.matcher(name).matches(),
                    "--allowed-host: '" + name
                            + "' is not a host name or address; give it without scheme and port, such as"
                            + " spark.example.org");
        }
        return listen.allowedHosts;
    }

    private String host(Problems problems, String host, boolean hostIsOpen) {
        String livyHost = listen.host == null ? host : listen.host;
        problems.require(
                !access.localUsers || Loopback.isLoopback(livyHost),
                "--local-users: the accounts of callers are known on a loopback address only, not on " + livyHost
                        + "; configure authentication with --authentication-file instead");
        problems.require(
                Loopback.isLoopback(livyHost)
                        || listen.insecure
                        || authenticationFile != null
                        || (listen.host == null && hostIsOpen),
                "--livy-host: " + livyHost
                        + " can be reached from other machines, where users must authenticate; keep 127.0.0.1,"
                        + " configure authentication with --authentication-file, or add --insecure to give every"
                        + " client all rights");
        return livyHost;
    }

    private SessionConfig sessions(Problems problems) {
        problems.requireAtLeastOne("--livy-max-sessions", sessions.max);
        problems.require(
                sessions.warm >= 0 && sessions.warm <= sessions.max,
                "--livy-warm-sessions: " + sessions.warm + " must be from 0 to --livy-max-sessions " + sessions.max);
        problems.require(
                sessions.isolation.equals("driver") || sessions.isolation.equals("context"),
                "--livy-session-isolation: unknown isolation '" + sessions.isolation
                        + "'; give driver (a driver for each session) or context (SQL sessions of one user share one)");
        problems.requireAtLeastOne("--livy-sessions-per-driver", sessions.perDriver);
        List<SessionKind> kinds = new ArrayList<>(List.of(SessionKind.SQL, SessionKind.SPARK));
        if (sessions.warmPython) {
            kinds.add(SessionKind.PYSPARK);
        }
        return new SessionConfig(
                sessions.max,
                SessionConfig.TIMEOUT,
                SessionConfig.STATE_RETAIN,
                sessions.warm,
                kinds,
                new SharingConfig(sessions.isolation.equals("context"), sessions.perDriver));
    }

    private LivySpec.DriverLimits drivers(Problems problems) {
        problems.requireAtLeastOne("--livy-driver-cores", drivers.cores);
        MemorySize memory = problems.readMemory("--livy-driver-memory", drivers.memory);
        problems.require(
                drivers.placement.equals("server") || drivesOnWorkers(),
                "--livy-driver-placement: unknown driver placement '" + drivers.placement + "'; give server or worker");
        drivers.files.forEach(folder -> problems.require(
                Files.isDirectory(folder), "--livy-files: " + folder + " is not a folder; create it or name another"));
        List<Path> files = drivers.files.stream()
                .map(Path::toAbsolutePath)
                .map(Path::normalize)
                .toList();
        return new LivySpec.DriverLimits(drivers.cores, memory, drivesOnWorkers(), files);
    }

    /** Returns whether drivers run on the cluster's workers. */
    boolean drivesOnWorkers() {
        return drivers.placement.equals("worker");
    }

    private AccessConfig access(Problems problems) {
        problems.require(
                access.lists
                        || Stream.of(access.allowed, access.modify, access.view).allMatch(List::isEmpty),
                "--livy-allowed-users, --livy-modify-users and --livy-view-users apply only with --livy-access-control;"
                        + " add it, or leave them out");
        problems.require(
                Stream.of(access.superusers, access.allowed, access.modify, access.view)
                        .flatMap(List::stream)
                        .noneMatch(String::isBlank),
                "--livy-superusers and --livy-…-users: a user without a name; give names with commas between them");
        problems.require(
                !access.localUsers || authenticationFile == null,
                "--local-users: with --authentication-file users authenticate; leave one of the two out");
        return new AccessConfig(
                access.impersonation,
                Set.copyOf(access.superusers),
                access.lists,
                access.allowed.isEmpty() ? AccessConfig.ALL_USERS : Set.copyOf(access.allowed),
                Set.copyOf(access.modify),
                Set.copyOf(access.view),
                access.localUsers);
    }

    private static Optional<Path> readable(Problems problems, String option, @Nullable Path file) {
        problems.require(
                file == null || Files.isReadable(file),
                option + ": cannot read the file " + file + "; name another, or leave the option out");
        return Optional.ofNullable(file).map(Path::toAbsolutePath);
    }

    private static Optional<TlsSpec> tls(Problems problems, Tls tls) {
        problems.require(
                (tls.keyStore == null) == (tls.passwordFile == null),
                "--tls-keystore and --tls-keystore-password-file belong together; give both or neither");
        problems.require(
                tls.trust == null || tls.keyStore != null,
                "--tls-trust: applies only to a launch with HTTPS; give --tls-keystore too");
        if (tls.keyStore == null || tls.passwordFile == null) {
            return Optional.empty();
        }
        TlsSpec spec = new TlsSpec(
                new TlsConfig(tls.keyStore.toAbsolutePath(), tls.passwordFile.toAbsolutePath()),
                Optional.ofNullable(tls.trust).map(Path::toAbsolutePath));
        return problems.read(
                "--tls-keystore",
                () -> {
                    spec.check();
                    return Optional.of(spec);
                },
                Optional.empty());
    }
}
