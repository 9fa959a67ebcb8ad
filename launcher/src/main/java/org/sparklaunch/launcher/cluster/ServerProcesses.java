package org.sparklaunch.launcher.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.launcher.classdata.Jvm;
import org.sparklaunch.launcher.classdata.JvmRole;
import org.sparklaunch.launcher.config.ClusterSpec;
import org.sparklaunch.launcher.config.LivySpec;
import org.sparklaunch.launcher.config.MemoryPlan;
import org.sparklaunch.launcher.config.MetastoreSpec;
import org.sparklaunch.launcher.config.QueryTrackerSpec;
import org.sparklaunch.launcher.config.TlsSpec;
import org.sparklaunch.launcher.process.ProcessSpec;
import org.sparklaunch.launcher.spark.EventLogs;
import org.sparklaunch.launcher.spark.MetastoreDaemon;
import org.sparklaunch.launcher.spark.SparkHome;
import org.sparklaunch.launcher.spark.SparkSecurity;
import org.sparklaunch.launcher.spark.TableSettings;
import org.sparklaunch.launcher.state.StateFolder;
import org.sparklaunch.livy.settings.ClassDataArchives;
import org.sparklaunch.livy.settings.LivyConfig;
import org.sparklaunch.livy.settings.LivyConfig.Address;
import org.sparklaunch.livy.settings.LivyConfig.DriverConfig;
import org.sparklaunch.livy.settings.LivyConfigWriter;
import org.sparklaunch.livy.settings.WorkerPlacementConfig;
import org.sparklaunch.metastore.MetastoreConfig.Database;
import org.sparklaunch.platform.network.Loopback;
import org.sparklaunch.platform.quantity.MemorySize;
import org.sparklaunch.platform.quantity.TimeString;

/** Builds the commands of the product's own servers, each a JVM of its own. */
final class ServerProcesses {
    /** The C library keeps freed memory per arena; by default it has eight for each core. */
    private static final Map<String, String> FEW_ARENAS = Map.of("MALLOC_ARENA_MAX", "2");

    private static final String FULL_RESULTS = "spark.sparkLaunch.fullResults.dir";

    /** What the launch has in its state folder, besides what the server itself names. */
    private static final List<String> PRIVATE = List.of(
            "query-tracker",
            "zookeeper",
            "logs",
            "spark",
            MetastoreDaemon.FOLDER,
            "page-password",
            "metastore-token",
            "tracker-key",
            "zookeeper-digest");

    private final Installation installation;
    private final Jvm jvm;
    private final StateFolder state;
    private final SparkHome spark;
    private final SparkSecurity security;
    private final ClusterSpec spec;

    ServerProcesses(Installation installation, Jvm jvm, StateFolder state, SecuredSpark spark, ClusterSpec spec) {
        this.installation = installation;
        this.jvm = jvm;
        this.state = state;
        this.spark = spark.home();
        this.security = spark.security();
        this.spec = spec;
    }

    /**
     * Returns the Livy server.
     *
     * @param tables where its sessions find tables
     */
    ProcessSpec livy(LivySpec livy, int port, MasterAddresses masters, TableSettings tables) {
        state.folder("livy");
        Path config =
                state.write(StateFolder.LIVY_CONFIG, LivyConfigWriter.write(livyConfig(livy, port, masters, tables)));
        List<String> command = java(JvmRole.LIVY, MemoryPlan.LIVY_SERVER);
        command.addAll(List.of(
                "org.sparklaunch.livy.server.LivyServerMain", "--config", config.toString(), "--exit-with-parent"));
        return new ProcessSpec(command, FEW_ARENAS, state.log("livy"));
    }

    private LivyConfig livyConfig(LivySpec livy, int port, MasterAddresses masters, TableSettings tables) {
        return new LivyConfig(
                new Address(livy.host(), port),
                livy.isOpen() && livy.authenticationFile().isEmpty(),
                livy.tls().map(TlsSpec::own).orElse(null),
                livy.csrfProtection(),
                livy.allowedHosts(),
                state.resolve("livy"),
                state.serviceKey(),
                livy.authenticationFile().orElse(null),
                livy.policyFile().orElse(null),
                privateFolders(),
                livy.dliPresets().orElse(null),
                livy.access(),
                driverConfig(livy.drivers(), masters, tables),
                livy.sessions());
    }

    private List<Path> privateFolders() {
        Stream<Path> secret = security.shared().map(SparkSecurity.Shared::secretFile).stream();
        Stream<Path> catalog = spec.metastore().stream()
                .filter(MetastoreSpec.Own.class::isInstance)
                .map(MetastoreSpec.Own.class::cast)
                .flatMap(metastore -> Stream.concat(
                        Stream.of(metastore.dataDir().resolve(MetastoreDaemon.FOLDER)),
                        metastore.database().flatMap(Database::passwordFile).stream()));
        return Stream.of(PRIVATE.stream().map(state::resolve), secret, catalog)
                .flatMap(paths -> paths)
                .toList();
    }

    private DriverConfig driverConfig(LivySpec.DriverLimits limits, MasterAddresses masters, TableSettings tables) {
        return new DriverConfig(
                new Address(spec.host(), 0),
                spark.root(),
                installation.driverJars(),
                masters.setting(),
                limits.cores(),
                limits.memory(),
                tables.forSessions(sessionSettings()),
                limits.files(),
                DriverConfig.ORPHAN_TIMEOUT,
                Path.of(System.getProperty("java.home")),
                new ClassDataArchives(jvm.classData().folder(), jvm.classData().recording()),
                limits.onWorkers() ? new WorkerPlacementConfig(masters.rests(), masters.webUis()) : null,
                security.config(tokenFile()).orElse(null));
    }

    /** Returns the file by which programs of this account reach the metastore of this launch; null when it has none. */
    private @Nullable Path tokenFile() {
        boolean own =
                spec.metastore().filter(MetastoreSpec.Own.class::isInstance).isPresent();
        return own ? security.metastoreToken(state).orElse(null) : null;
    }

    private Map<String, String> sessionSettings() {
        Map<String, String> given = security.forSessions(spec.sparkConf());
        Map<String, String> settings =
                new TreeMap<>(spec.history().isPresent() ? EventLogs.in(state).forSessions(given) : given);
        if (spec.queryTracker().isPresent()) {
            settings.put(FULL_RESULTS, fullResults());
        }
        return settings;
    }

    /** Returns the folder into which drivers write full results; the query tracker reads it, possibly on another machine. */
    private String fullResults() {
        return spec.sparkConf()
                .getOrDefault(
                        FULL_RESULTS, state.resolve("query-tracker/results").toString());
    }

    /**
     * Returns the query tracker.
     *
     * @param livy the Livy server of this launch; empty when ZooKeeper has it
     */
    ProcessSpec queryTracker(QueryTrackerSpec tracker, int port, String zookeeper, Optional<String> livy) {
        List<String> command = java(JvmRole.QUERY_TRACKER, MemoryPlan.QUERY_TRACKER);
        command.addAll(List.of(
                "org.sparklaunch.querytracker.cli.QueryTrackerMain",
                "serve",
                "--host",
                spec.trackerHost(),
                "--port",
                String.valueOf(port),
                "--state-dir",
                state.toString(),
                "--service-key-file",
                state.trackerKey().toString(),
                "--zookeeper",
                zookeeper,
                "--discovery-path",
                spec.path().value(),
                "--session-idle-timeout",
                TimeString.format(tracker.idleTimeout()),
                "--results-dir",
                fullResults(),
                "--exit-with-parent"));
        livy.ifPresent(url -> command.addAll(List.of("--livy-url", url)));
        command.addAll(tracker.limits().options());
        Optional<Path> authentication = spec.livy().flatMap(LivySpec::authenticationFile);
        authentication.ifPresent(file -> command.addAll(List.of("--authentication-file", file.toString())));
        spec.livy()
                .flatMap(LivySpec::policyFile)
                .ifPresent(file -> command.addAll(List.of("--policy-file", file.toString())));
        spec.livy().flatMap(LivySpec::tls).ifPresent(tls -> command.addAll(tlsOptions(tls)));
        spec.livy()
                .map(LivySpec::allowedHosts)
                .ifPresent(hosts -> hosts.forEach(host -> command.addAll(List.of("--allowed-host", host))));
        if (!Loopback.isLoopback(spec.trackerHost()) && authentication.isEmpty()) {
            command.add("--insecure");
        } else if (spec.livy().map(server -> server.access().localUsers()).orElse(false)) {
            command.add("--local-users");
        }
        return new ProcessSpec(command, FEW_ARENAS, state.log("query-tracker"));
    }

    private static List<String> tlsOptions(TlsSpec tls) {
        List<String> options = new ArrayList<>(List.of(
                "--tls-keystore", tls.own().keyStore().toString(),
                "--tls-keystore-password-file", tls.own().passwordFile().toString()));
        tls.trust().ifPresent(file -> options.addAll(List.of("--tls-trust", file.toString())));
        return options;
    }

    /**
     * Returns the command of a small server: one collector thread, small stacks, and a heap and a C library that give memory
     * back after a burst of requests. The last option is younger than Java 17.
     */
    private List<String> java(JvmRole role, MemorySize heap) {
        List<String> command = jvm.command(role, heap);
        command.addAll(List.of(
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-Xmn12m",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=30",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:TrimNativeHeapInterval=10000"));
        installation.home().ifPresent(home -> command.add("-Dsparklaunch.home=" + home));
        command.addAll(List.of("-cp", installation.serverClassPath()));
        return command;
    }
}
