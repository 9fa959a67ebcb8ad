package org.sparklaunch.launcher.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.platform.network.Loopback;

/**
 * The options of a launch, as the user gave them and not yet checked.
 *
 * @param livy null when no Livy server is wanted
 * @param queryTracker null when no tracker is wanted
 * @param history null when no history server is wanted
 * @param metastore counts only with a Livy server
 * @param sparkConf each {@code key=value}
 */
public record LaunchRequest(
        DiscoveryPath path,
        Machine machine,
        @Nullable Integer masterPort,
        Workers workers,
        @Nullable LivyRequest livy,
        @Nullable Tracker queryTracker,
        @Nullable History history,
        MetastoreRequest metastore,
        List<String> sparkConf) {

    /**
     * The options about this machine.
     *
     * @param role which components of the cluster run here
     * @param host the address under which other machines reach this one
     * @param zookeeper whether a ZooKeeper ensemble is named
     * @param insecure other machines may reach everything although nothing authenticates
     * @param clusterSecret whether the file of a secret is named that all machines share
     */
    public record Machine(String role, String host, boolean zookeeper, boolean insecure, boolean clusterSecret) {
        /** A whole cluster that only this machine reaches. */
        public static final Machine ALONE = new Machine("all", "127.0.0.1", false, false, false);
    }

    /** The options about workers. */
    public record Workers(
            int count, int cores, String memory, @Nullable Integer port) {}

    /** The options about the query tracker. */
    public record Tracker(@Nullable Integer port, String idleTimeout, QueryTrackerLimits limits) {
        /** A tracker with the default limits. */
        public Tracker(@Nullable Integer port, String idleTimeout) {
            this(port, idleTimeout, QueryTrackerLimits.DEFAULT);
        }
    }

    /** The options about the history server. */
    public record History(@Nullable Integer port, String retain) {}

    /** Checks everything. */
    public ClusterSpec check() {
        return check(List.of());
    }

    /**
     * Checks everything.
     *
     * @param earlier problems that were found before, to be reported together with those found here
     * @throws org.sparklaunch.commands.CommandException with all problems, one a line
     */
    public ClusterSpec check(List<String> earlier) {
        Problems problems = new Problems();
        earlier.forEach(problems::add);
        Role role = problems.read("--role", () -> Role.parse(machine.role), Role.ALL);
        checkMachine(problems, role);
        problems.require(
                queryTracker == null || livy != null || !role.runsServers(),
                "--enable-query-tracker: the query tracker needs the Livy server; add --enable-livy");
        Map<String, String> settings = settings(problems);
        // The machines of a cluster share a file of options. Those without sessions need no password for tables.
        Optional<MetastoreSpec> tables =
                livy != null && role.runsServers() ? metastore.check(problems, settings) : Optional.empty();
        ClusterSpec spec = new ClusterSpec(
                path,
                role,
                livy != null && livy.drivesOnWorkers(),
                machine.host,
                problems.readPort("--master-port", masterPort),
                workers(problems),
                Optional.ofNullable(livy)
                        .filter(l -> role.runsServers())
                        .map(l -> l.check(problems, machine.host, !isAuthenticated())),
                Optional.ofNullable(queryTracker)
                        .filter(t -> role.runsServers())
                        .map(t -> tracker(problems, t)),
                Optional.ofNullable(history).filter(h -> role.runsServers()).map(h -> history(problems, h)),
                tables,
                settings);
        problems.throwIfAny();
        return spec;
    }

    private void checkMachine(Problems problems, Role role) {
        problems.require(
                !role.joins() || machine.zookeeper,
                "--role " + role.word()
                        + ": the other components of the cluster are found in ZooKeeper; give --zookeeper"
                        + " HOST:PORT[,…] as on every other machine");
        problems.require(
                Loopback.isLoopback(machine.host) || machine.insecure || isAuthenticated(),
                "--host: " + machine.host
                        + " can be reached from other machines, and Spark's daemons would accept every"
                        + " client; give the same --cluster-secret-file on every machine, or add --insecure to give every"
                        + " client all rights");
        problems.require(
                !role.joins() || machine.insecure || isAuthenticated(),
                "--role " + role.word()
                        + ": the machines of a cluster need a common secret; give --cluster-secret-file FILE with the same"
                        + " content on each, such as cluster-secret in the state folder of the first launch");
    }

    /** Returns whether Spark's processes on several machines authenticate to each other. */
    private boolean isAuthenticated() {
        return machine.clusterSecret || sparkConf.stream().anyMatch(s -> s.startsWith("spark.authenticate.secret="));
    }

    private WorkerSpec workers(Problems problems) {
        problems.requireAtLeastOne("--worker-num", workers.count);
        problems.requireAtLeastOne("--worker-cores", workers.cores);
        return new WorkerSpec(
                workers.count,
                workers.cores,
                problems.readMemory("--worker-memory", workers.memory),
                problems.readPort("--worker-port", workers.port));
    }

    private static QueryTrackerSpec tracker(Problems problems, Tracker tracker) {
        tracker.limits.check(problems);
        return new QueryTrackerSpec(
                problems.readPort("--query-tracker-port", tracker.port),
                problems.readDuration("--query-tracker-idle-timeout", tracker.idleTimeout),
                tracker.limits);
    }

    private static HistorySpec history(Problems problems, History history) {
        return new HistorySpec(
                problems.readPort("--history-server-port", history.port),
                problems.readDuration("--history-server-retain", history.retain));
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
                problems.add("--spark-conf: '" + key + "' must have the form spark.KEY=VALUE");
            }
        }
        return settings;
    }
}
