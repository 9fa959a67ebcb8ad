package org.sparklaunch.launcher.spark;

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
import org.sparklaunch.pages.SparkDoors;
import org.sparklaunch.platform.process.GuardedMain;

/** Builds the commands of Spark's own standalone daemons, without the shell scripts that put them in the background. */
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
     * Builds commands for one launch.
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
     * Returns the master. A restarted master finds applications and workers again.
     *
     * @param ports its submission server, which accepts drivers for the workers, runs only when it has a port
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

    /** Returns one worker. */
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
     * Returns the time after which a master drops a silent worker. With Spark's own minute, queries would hang that long when a
     * machine is lost, and when the master changes while a worker is away.
     */
    private List<String> workerTimeout() {
        return sparkConf.containsKey(WORKER_TIMEOUT) ? List.of() : List.of("-D" + WORKER_TIMEOUT + "=20");
    }

    /** Keeps the folders of ended applications and drivers for a day, for their logs; Spark would keep them without limit. */
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

    /** Returns the history server. */
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
        // Otherwise Spark would silently use another port than the announced one when that is in use.
        command.add("-Dspark.port.maxRetries=0");
        command.addAll(options);
        command.addAll(Arrays.asList(
                "-cp", home.classPath(ownJars(), !jvm.classData().recording()), GuardedMain.class.getName()));
        // The address of the master must stay the last argument.
        List<String> all = new ArrayList<>(program);
        all.addAll(1, properties);
        command.addAll(all);
        return new ProcessSpec(command, environment(), state.log(name));
    }

    /** Returns the jars or folders of the product on the daemons' class path: those of the guard and of the pages' filter. */
    private static String ownJars() {
        return place(GuardedMain.class) + ":" + place(SparkDoors.class);
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path has an entry that is not a file", e);
        }
    }

    /**
     * Without the addresses, web pages would listen on all interfaces and link to the machine's public name. Without the Scala
     * version, which Spark's own scripts set, a worker cannot start an executor.
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
