package org.sparklaunch.launcher.doctor;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.sparklaunch.launcher.config.ClusterSpec;
import org.sparklaunch.launcher.config.DefaultPorts;
import org.sparklaunch.launcher.config.MachineMemory;
import org.sparklaunch.launcher.config.MemoryPlan;
import org.sparklaunch.launcher.config.MetastoreSpec;
import org.sparklaunch.launcher.process.DelegatedGroup;
import org.sparklaunch.launcher.process.Ports;
import org.sparklaunch.launcher.spark.SparkHome;

/** Checks everything that a launch with the same options needs. Leaves no process behind. */
public final class Doctor {
    private final Path java;
    private final Supplier<SparkHome> spark;
    private final Path stateDir;
    private final Path localDir;
    private final Optional<String> zookeeper;

    /**
     * Checks one set of options.
     *
     * @param spark finds the installation, or throws
     * @param localDir for the blocks of executors
     * @param zookeeper the ensemble, or the embedded server when it runs; empty when there is neither
     */
    public Doctor(Path java, Supplier<SparkHome> spark, Path stateDir, Path localDir, Optional<String> zookeeper) {
        this.java = java;
        this.spark = spark;
        this.stateDir = stateDir;
        this.localDir = localDir;
        this.zookeeper = zookeeper;
    }

    /** Runs all checks, even when some fail. */
    public List<Finding> examine(Supplier<ClusterSpec> wanted, boolean running) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("Java", Runtime.version() + " (" + java + ")"));
        findings.add(Finding.of("Spark", this::describeSpark));
        findings.add(MachineChecks.program("Python", "python3", "pyspark sessions"));
        findings.add(MachineChecks.program("R", "Rscript", "sparkr sessions"));
        findings.add(Finding.of("memory", () -> memory(wanted.get())));
        findings.add(Finding.of(
                "ports", () -> running ? "in use by the launch with this state folder" : ports(wanted.get())));
        findings.add(MachineChecks.driverLimits(DelegatedGroup.find()));
        findings.addAll(ofStart(stateDir, localDir));
        findings.add(MachineChecks.localFolder(localDir));
        findings.add(MachineChecks.clock(Instant.now(), stateDir));
        findings.add(MachineChecks.names());
        findings.addAll(zookeeper());
        return findings;
    }

    /** Returns the checks that cost nothing and whose problems show only hours later. */
    public static List<Finding> ofStart(Path stateDir, Path localDir) {
        List<Finding> findings = new ArrayList<>(List.of(MachineChecks.disk(stateDir)));
        if (!localDir.startsWith(stateDir)) {
            findings.add(MachineChecks.disk(localDir));
        }
        findings.add(MachineChecks.openFiles());
        return findings;
    }

    private String describeSpark() {
        SparkHome home = spark.get();
        home.checkJava(Runtime.version());
        return home.version() + ", Scala " + home.scala() + " (" + home.root() + ")";
    }

    private static String memory(ClusterSpec wanted) {
        MachineMemory machine = MachineMemory.read();
        MemoryPlan plan = MemoryPlan.of(wanted);
        plan.checkFits(machine);
        return plan.total() + " needed, " + machine.source() + " is " + machine.total();
    }

    private static String ports(ClusterSpec wanted) {
        Ports ports = new Ports(wanted.host());
        List<Integer> chosen = new ArrayList<>();
        if (wanted.role().runsMaster()) {
            chosen.add(ports.choose("Spark master", wanted.masterPort(), DefaultPorts.MASTER));
        }
        if (wanted.role().runsWorkers()) {
            chosen.add(ports.choose("Spark worker", wanted.workers().port(), DefaultPorts.WORKER));
        }
        wanted.livy().ifPresent(livy -> chosen.add(ports.choose("Livy server", livy.port(), DefaultPorts.LIVY)));
        wanted.queryTracker()
                .ifPresent(qt -> chosen.add(ports.choose("query tracker", qt.port(), DefaultPorts.QUERY_TRACKER)));
        wanted.history()
                .ifPresent(
                        h -> chosen.add(ports.choose("Spark history server", h.port(), DefaultPorts.HISTORY_SERVER)));
        wanted.metastore()
                .filter(MetastoreSpec.Own.class::isInstance)
                .map(MetastoreSpec.Own.class::cast)
                .ifPresent(m -> chosen.add(ports.choose("metastore", m.port(), DefaultPorts.METASTORE)));
        return "free on " + wanted.host() + ": "
                + String.join(", ", chosen.stream().map(String::valueOf).toList());
    }

    private List<Finding> zookeeper() {
        if (zookeeper.isEmpty()) {
            return List.of(Finding.ok("ZooKeeper", "not configured; a launch starts an embedded server"));
        }
        String servers = zookeeper.get().replaceFirst("/.*", "");
        return List.of(servers.split(",")).stream()
                .map(String::strip)
                .map(ZooKeeperCheck::server)
                .toList();
    }
}
