package org.sparklaunch.launcher.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.discovery.DiscoveryPath;

/**
 * A cluster as the user's words ask for it, not yet checked.
 *
 * @param livy null when no Livy server is wanted
 * @param queryTracker null when no tracker is wanted
 * @param history null when no history server is wanted
 * @param sparkConf each {@code key=value}
 */
public record LaunchRequest(
        DiscoveryPath path,
        Part part,
        @Nullable Integer masterPort,
        Workers workers,
        @Nullable Livy livy,
        @Nullable Tracker queryTracker,
        @Nullable History history,
        List<String> sparkConf) {

    /**
     * The words about this machine.
     *
     * @param host by which the others reach it
     * @param zookeeper whether an ensemble is named
     * @param insecure other machines may reach everything although nobody need authenticate
     */
    public record Part(String role, String host, boolean zookeeper, boolean insecure) {
        /** A whole cluster for this machine alone. */
        public static final Part WHOLE = new Part("all", "127.0.0.1", false, false);
    }

    /** The words about workers. */
    public record Workers(
            int count, int cores, String memory, @Nullable Integer port) {}

    /** The words about the Livy server. */
    public record Livy(
            Listen listen,
            int maxSessions,
            WarmSpec warm,
            Sharing sharing,
            Drivers drivers,
            @Nullable Path policyFile,
            @Nullable Path authenticationFile,
            LivyAccess access) {

        /** With sessions that are their owners' alone. */
        public Livy(
                Listen listen,
                int maxSessions,
                WarmSpec warm,
                Sharing sharing,
                Drivers drivers,
                @Nullable Path policyFile,
                @Nullable Path authenticationFile) {
            this(listen, maxSessions, warm, sharing, drivers, policyFile, authenticationFile, LivyAccess.NONE);
        }
    }

    /** The words about sessions in one driver. */
    public record Sharing(String isolation, int perDriver) {
        /** What holds when nothing is said. */
        public static final Sharing NONE = new Sharing(SharingSpec.NONE.word(), SharingSpec.NONE.most());
    }

    /** The words about the sessions' drivers. */
    public record Drivers(int cores, String memory, String placement, List<Path> files) {}

    /**
     * Where a server is to listen.
     *
     * @param insecure other machines may reach it although callers need not authenticate
     * @param csrfProtection changes need a header that a foreign page in a browser cannot send
     */
    public record Listen(
            @Nullable String host, @Nullable Integer port, boolean insecure, boolean csrfProtection, Tls tls) {

        /** Without protection against forged requests and without encryption, as Livy by default. */
        public Listen(@Nullable String host, @Nullable Integer port, boolean insecure) {
            this(host, port, insecure, false, Tls.NONE);
        }
    }

    /** The words about HTTPS. */
    public record Tls(
            @Nullable Path keyStore,
            @Nullable Path passwordFile,
            @Nullable Path trust) {
        /** Plain HTTP. */
        public static final Tls NONE = new Tls(null, null, null);
    }

    /** The words about the query tracker. */
    public record Tracker(@Nullable Integer port, String idleTimeout, QueryTrackerLimits limits) {
        /** A tracker with the default limits. */
        public Tracker(@Nullable Integer port, String idleTimeout) {
            this(port, idleTimeout, QueryTrackerLimits.DEFAULT);
        }
    }

    /** The words about the history server. */
    public record History(@Nullable Integer port, String retain) {}

    /** Less leaves Spark no heap to work with: it refuses drivers and executors below 450 MiB. */
    private static final MemorySize LEAST = new MemorySize(512);

    /** Checks everything. */
    public ClusterSpec check() {
        return check(List.of());
    }

    /**
     * Checks everything.
     *
     * @param earlier problems that were found before, to be told with those found here
     * @throws org.sparklaunch.commands.CommandException with all problems, one a line
     */
    public ClusterSpec check(List<String> earlier) {
        Problems problems = new Problems();
        earlier.forEach(problem -> problems.require(false, problem));
        Role role = problems.read("--role", () -> Role.parse(part.role), Role.ALL);
        checkPart(problems, role);
        problems.require(
                queryTracker == null || livy != null || !role.runsServers(),
                "--enable-query-tracker: the query tracker needs the Livy server; add --enable-livy");
        ClusterSpec spec = new ClusterSpec(
                path,
                role,
                livy != null && livy.drivers.placement.equals(DriverPlacement.WORKER.word()),
                part.host,
                port(problems, "--master-port", masterPort),
                workers(problems),
                Optional.ofNullable(livy).filter(l -> role.runsServers()).map(l -> livy(problems, l)),
                Optional.ofNullable(queryTracker)
                        .filter(t -> role.runsServers())
                        .map(t -> tracker(problems, t)),
                Optional.ofNullable(history).filter(h -> role.runsServers()).map(h -> history(problems, h)),
                settings(problems));
        problems.throwIfAny();
        return spec;
    }

    private void checkPart(Problems problems, Role role) {
        problems.require(
                !role.joins() || part.zookeeper,
                "--role " + role.word() + ": the other parts of the cluster are found in ZooKeeper; give --zookeeper"
                        + " HOST:PORT[,…] as on every other machine");
        problems.require(
                isLoopback(part.host) || part.insecure || isAuthenticated(),
                "--host: " + part.host + " can be reached from other machines, and Spark's daemons would ask nobody who"
                        + " they are; set spark.authenticate=true and spark.authenticate.secret on every machine"
                        + " (--params FILE keeps them off the command line), or add --insecure to allow everybody"
                        + " everything");
    }

    /** Whether Spark's own processes prove to each other that they know a secret. */
    private boolean isAuthenticated() {
        return sparkConf.contains("spark.authenticate=true")
                && sparkConf.stream().anyMatch(s -> s.startsWith("spark.authenticate.secret"));
    }

    private WorkerSpec workers(Problems problems) {
        atLeastOne(problems, "--worker-num", workers.count);
        atLeastOne(problems, "--worker-cores", workers.cores);
        MemorySize memory = memory(problems, "--worker-memory", workers.memory);
        return new WorkerSpec(workers.count, workers.cores, memory, port(problems, "--worker-port", workers.port));
    }

    private LivySpec livy(Problems problems, Livy livy) {
        Listen listen = livy.listen;
        String livyHost = listen.host == null ? part.host : listen.host;
        problems.require(
                isLoopback(livyHost)
                        || listen.insecure
                        || livy.authenticationFile != null
                        || (listen.host == null && !isAuthenticated()),
                "--livy-host: " + livyHost
                        + " can be reached from other machines, where users must prove who they are; leave it at"
                        + " 127.0.0.1, say how they prove it with --authentication-file, or add --insecure to allow"
                        + " everybody everything");
        atLeastOne(problems, "--livy-max-sessions", livy.maxSessions);
        problems.require(
                livy.warm.sessions() >= 0 && livy.warm.sessions() <= livy.maxSessions,
                "--livy-warm-sessions: " + livy.warm.sessions() + " must be from 0 to --livy-max-sessions "
                        + livy.maxSessions);
        livy.access.check(problems);
        return new LivySpec(
                livyHost,
                port(problems, "--livy-port", listen.port),
                livy.maxSessions,
                livy.warm,
                sharing(problems, livy.sharing),
                drivers(problems, livy.drivers),
                readable(problems, "--policy-file", livy.policyFile),
                readable(problems, "--authentication-file", livy.authenticationFile),
                livy.access,
                listen.csrfProtection,
                tls(problems, listen.tls));
    }

    private static Optional<TlsSpec> tls(Problems problems, Tls tls) {
        problems.require(
                (tls.keyStore == null) == (tls.passwordFile == null),
                "--tls-keystore and --tls-keystore-password-file belong together; give both or neither");
        problems.require(
                tls.trust == null || tls.keyStore != null,
                "--tls-trust: a launch that believes others' certificates has one of its own; give --tls-keystore too");
        if (tls.keyStore == null || tls.passwordFile == null) {
            return Optional.empty();
        }
        TlsSpec spec = new TlsSpec(
                tls.keyStore.toAbsolutePath(),
                tls.passwordFile.toAbsolutePath(),
                Optional.ofNullable(tls.trust).map(Path::toAbsolutePath));
        return problems.read("--tls-keystore", () -> Optional.of(spec.checked()), Optional.empty());
    }

    private static SharingSpec sharing(Problems problems, Sharing sharing) {
        problems.require(
                sharing.isolation.equals("driver") || sharing.isolation.equals("context"),
                "--livy-session-isolation: '" + sharing.isolation
                        + "' is none; give driver (a driver for each session) or context (SQL sessions of one user share"
                        + " one)");
        atLeastOne(problems, "--livy-sessions-per-driver", sharing.perDriver);
        return new SharingSpec(sharing.isolation.equals("context"), sharing.perDriver);
    }

    private static Optional<Path> readable(Problems problems, String option, @Nullable Path file) {
        problems.require(
                file == null || Files.isReadable(file),
                option + ": " + file + " is no file that can be read; name one, or leave the option out");
        return Optional.ofNullable(file).map(Path::toAbsolutePath);
    }

    private LivySpec.DriverSpec drivers(Problems problems, Drivers drivers) {
        atLeastOne(problems, "--livy-driver-cores", drivers.cores);
        MemorySize memory = memory(problems, "--livy-driver-memory", drivers.memory);
        DriverPlacement placement =
                problems.read("--livy-driver-placement", () -> placement(drivers.placement), DriverPlacement.SERVER);
        return new LivySpec.DriverSpec(drivers.cores, memory, placement, folders(problems, drivers.files));
    }

    private static List<Path> folders(Problems problems, List<Path> folders) {
        folders.forEach(folder -> problems.require(
                Files.isDirectory(folder), "--livy-files: " + folder + " is not a folder; create it or name another"));
        return folders.stream().map(Path::toAbsolutePath).map(Path::normalize).toList();
    }

    private static DriverPlacement placement(String word) {
        return Arrays.stream(DriverPlacement.values())
                .filter(placement -> placement.word().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + word + "' is no place for drivers; give server or worker"));
    }

    private static QueryTrackerSpec tracker(Problems problems, Tracker tracker) {
        problems.require(
                tracker.idleTimeout.matches("[1-9]\\d{0,8}(ms|s|m|h)"),
                "--query-tracker-idle-timeout: '" + tracker.idleTimeout
                        + "' is not a time; give a whole number with s, m or h, such as 10m");
        tracker.limits.check(problems);
        return new QueryTrackerSpec(
                port(problems, "--query-tracker-port", tracker.port), tracker.idleTimeout, tracker.limits);
    }

    private static HistorySpec history(Problems problems, History history) {
        problems.require(
                history.retain.matches("[1-9]\\d{0,8}(s|m|min|h|d)"),
                "--history-server-retain: '" + history.retain
                        + "' is not a time; give a whole number with min, h or d, such as 7d");
        return new HistorySpec(port(problems, "--history-server-port", history.port), history.retain);
    }

    /** Whether an address can be reached from this machine only. */
    public static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    }

    private static MemorySize memory(Problems problems, String option, String text) {
        MemorySize size = problems.read(option, () -> MemorySize.parse(text), LEAST);
        problems.require(
                size.compareTo(LEAST) >= 0,
                option + ": " + size + " is too little for Spark; give at least " + LEAST.toOption());
        return size;
    }

    private static void atLeastOne(Problems problems, String option, int value) {
        problems.require(value >= 1, option + ": " + value + " is too few; give 1 or more");
    }

    private static OptionalInt port(Problems problems, String option, @Nullable Integer port) {
        if (port == null) {
            return OptionalInt.empty();
        }
        problems.require(port > 0 && port < 65536, option + ": " + port + " is not a port; give 1 to 65535");
        return OptionalInt.of(port);
    }

    private Map<String, String> settings(Problems problems) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String setting : sparkConf) {
            int equals = setting.indexOf('=');
            if (equals > 0 && setting.startsWith("spark.")) {
                settings.put(setting.substring(0, equals), setting.substring(equals + 1));
            } else {
                // The value may be a secret: the message repeats the key only.
                String key = equals < 0 ? setting : setting.substring(0, equals);
                problems.require(false, "--spark-conf: '" + key + "' must have the form spark.KEY=VALUE");
            }
        }
        return settings;
    }
}
