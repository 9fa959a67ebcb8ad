package org.sparklaunch.launcher.spark;

import org.sparklaunch.platform.process.GuardedMain;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sparklaunch.launcher.classdata.Jvm;
import org.sparklaunch.launcher.classdata.JvmRole;
import org.sparklaunch.launcher.config.HistorySpec;
import org.sparklaunch.launcher.config.MemoryPlan;
import org.sparklaunch.launcher.config.WorkerSpec;
import org.sparklaunch.launcher.process.ProcessSpec;
import org.sparklaunch.launcher.state.StateFolder;

/** How to start Spark's own standalone daemons, without the shell scripts that put them in the background. */
public final class SparkDaemons {
    /** What spark-class opens to Spark on Java 17 and newer (JavaModuleOptions). */
    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    private static final String WORKER_TIMEOUT = "spark.worker.timeout";

    private static final String CLEANUP = "spark.worker.cleanup";

    private final SparkHome home;
    private final Jvm jvm;
    private final StateFolder state;
    private final String host;
    private final Map<String, String> sparkConf;
    private final List<String> properties;

    /**
     * For one launch.
     *
     * @param sparkConf settings of the user, which reach the daemons through a file since they may be secret
     */
    public SparkDaemons(SparkHome home, Jvm jvm, StateFolder state, String host, Map<String, String> sparkConf) {
        this.home = home;
        this.jvm = jvm;
        this.state = state;
        this.host = host;
        this.sparkConf = sparkConf;
        this.properties = sparkConf.isEmpty() ? List.of() : List.of("--properties-file", write(state, sparkConf));
    }

    private static String write(StateFolder state, Map<String, String> sparkConf) {
        state.folder("spark");
        String text = sparkConf.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue().replace("\\", "\\\\") + "\n")
                .sorted()
                .collect(Collectors.joining());
        return state.write("spark/daemons.properties", text).toString();
    }

    /**
     * The master; the one that takes over after it finds applications and workers again.
     *
     * @param ports of its submission server, which takes drivers for the workers, only where one is named
     */
    public ProcessSpec master(MasterPorts ports, MasterRecovery recovery) {
        List<String> options = new ArrayList<>(List.of(
                "-Dspark.master.rest.enabled=" + ports.rest().isPresent(),
                "-Dspark.master.rest.port=" + ports.rest().orElse(0)));
        recovery.options().forEach((key, value) -> options.add("-D" + key + "=" + value));
        options.addAll(workerTimeout());
        return daemon(
                JvmRole.MASTER,
                "master",
                options,
                List.of(
                        "org.apache.spark.deploy.master.Master",
                        "--host",
                        host,
                        "--port",
                        String.valueOf(ports.rpc()),
                        "--webui-port",
                        String.valueOf(ports.web())));
    }

    /** One worker. */
    public ProcessSpec worker(int number, WorkerSpec spec, int port, int webPort, String master) {
        Path work = state.folder("spark/work");
        return daemon(
                JvmRole.WORKER,
                "worker-" + number,
                workerOptions(),
                List.of(
                        "org.apache.spark.deploy.worker.Worker",
                        "--host",
                        host,
                        "--port",
                        String.valueOf(port),
                        "--webui-port",
                        String.valueOf(webPort),
                        "--cores",
                        String.valueOf(spec.cores()),
                        "--memory",
                        spec.memory().toOption(),
                        "--work-dir",
                        work.toString(),
                        master));
    }

    /**
     * How long a master waits for a silent worker. Spark's own minute is how long queries would hang when a machine is lost
     * or cut off, and when masters change while a worker is away.
     */
    private List<String> workerTimeout() {
        return sparkConf.containsKey(WORKER_TIMEOUT) ? List.of() : List.of("-D" + WORKER_TIMEOUT + "=20");
    }

    /** Folders of applications and drivers that ended stay for a day, for their logs; else they would stay for ever. */
    private List<String> workerOptions() {
        List<String> options = new ArrayList<>(workerTimeout());
        if (!sparkConf.containsKey(CLEANUP + ".enabled")) {
            options.addAll(List.of(
                    "-D" + CLEANUP + ".enabled=true",
                    "-D" + CLEANUP + ".interval=1800",
                    "-D" + CLEANUP + ".appDataTtl=86400"));
        }
        return options;
    }

    /** The history server. */
    public ProcessSpec historyServer(HistorySpec spec, int port) {
        List<String> options = EventLogs.in(state).forServer(spec, port, sparkConf).entrySet().stream()
                .map(e -> "-D" + e.getKey() + "=" + e.getValue())
                .toList();
        return daemon(
                JvmRole.HISTORY_SERVER,
                "history-server",
                options,
                List.of("org.apache.spark.deploy.history.HistoryServer"));
    }

    private ProcessSpec daemon(JvmRole role, String name, List<String> options, List<String> program) {
        List<String> command = jvm.command(role, MemoryPlan.DAEMON);
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        OPENED.forEach(p -> command.add("--add-opens=java.base/" + p + "=ALL-UNNAMED"));
        // Spark would take another port than the announced one, when somebody else was faster, and not say so.
        command.add("-Dspark.port.maxRetries=0");
        command.addAll(options);
        command.addAll(Arrays.asList(
                "-cp", home.classPath(guard(), !jvm.classData().recording()), GuardedMain.class.getName()));
        // The address of the master is last and must stay last.
        List<String> all = new ArrayList<>(program);
        all.addAll(1, properties);
        command.addAll(all);
        return new ProcessSpec(command, environment(), state.log(name));
    }

    /** The jar or folder that the guard was loaded from: the only thing of ours on the daemons' class path. */
    private static String guard() {
        try {
            return Path.of(GuardedMain.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path holds something that is no file", e);
        }
    }

    /**
     * Without the addresses the web pages would listen on all interfaces and link to the machine's public name; without
     * the Scala version, which Spark's own scripts find out, a worker cannot start an executor.
     */
    private Map<String, String> environment() {
        return Map.of(
                "SPARK_HOME",
                home.root().toString(),
                "SPARK_SCALA_VERSION",
                home.scala(),
                "SPARK_LOCAL_IP",
                host,
                "SPARK_PUBLIC_DNS",
                host,
                "SPARK_NO_DAEMONIZE",
                "1");
    }
}
