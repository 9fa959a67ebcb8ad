package org.sparklaunch.launcher.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.commands.PlainReason;
import org.sparklaunch.discovery.ClusterSnapshot;
import org.sparklaunch.discovery.cli.ZooKeeperOptions;
import org.sparklaunch.launcher.classdata.ClassData;
import org.sparklaunch.launcher.cluster.BackgroundRecording;
import org.sparklaunch.launcher.cluster.ClusterLauncher;
import org.sparklaunch.launcher.cluster.Installation;
import org.sparklaunch.launcher.cluster.LaunchSettings;
import org.sparklaunch.launcher.cluster.ProgressListener;
import org.sparklaunch.launcher.cluster.RunningCluster;
import org.sparklaunch.launcher.config.ClusterSpec;
import org.sparklaunch.launcher.config.LaunchRequest;
import org.sparklaunch.launcher.config.MachineMemory;
import org.sparklaunch.launcher.config.MemoryPlan;
import org.sparklaunch.launcher.doctor.Doctor;
import org.sparklaunch.launcher.doctor.Finding;
import org.sparklaunch.launcher.process.DelegatedGroup;
import org.sparklaunch.launcher.process.OsProcess;
import org.sparklaunch.launcher.spark.SparkHome;
import org.sparklaunch.launcher.state.StateFolder;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Launches a cluster and runs until a signal or {@code stop} ends it. */
@Command(
        name = "spark-launch",
        description =
                "Starts a Spark cluster, with a Livy server and a query tracker if enabled, and supervises it. SIGTERM"
                        + " or Ctrl-C ends all of it.",
        sortOptions = false,
        subcommands = {
            StatusCommand.class,
            StopCommand.class,
            DoctorCommand.class,
            PrepareCommand.class,
            CompletionCommand.class
        },
        footer = {
            "%nExamples:",
            "  spark-launch --enable-livy --enable-query-tracker",
            "  spark-launch --params cluster.yaml --role worker",
            "  spark-launch --enable-livy --detach && spark-launch status && spark-launch stop",
            "%nExit codes: 0 ended by a signal, 1 failed, 2 wrong usage, 3 not ready in time."
        })
final class LaunchCommand implements Callable<Integer> {
    @ArgGroup(validate = false, heading = "%nCluster:%n")
    private ClusterOptions cluster = new ClusterOptions();

    @ArgGroup(validate = false, heading = "%nLivy server:%n")
    private LivyOptions livy = new LivyOptions();

    @ArgGroup(validate = false, heading = "%nUsers of the Livy server:%n")
    private LivyAccessOptions livyAccess = new LivyAccessOptions();

    @ArgGroup(validate = false, heading = "%nHTTPS:%n")
    private TlsOptions tls = new TlsOptions();

    @ArgGroup(validate = false, heading = "%nQuery tracker:%n")
    private QueryTrackerOptions queryTracker = new QueryTrackerOptions();

    @ArgGroup(validate = false, heading = "%nHistory server:%n")
    private HistoryServerOptions history = new HistoryServerOptions();

    @ArgGroup(validate = false, heading = "%nTables:%n")
    private MetastoreOptions metastore = new MetastoreOptions();

    @Mixin
    private ZooKeeperOptions discovery = new ZooKeeperOptions();

    /** Declared for help and parsing; {@link Invocation} reads the file before. */
    @SuppressWarnings("UnusedVariable")
    @Option(
            names = "--params",
            paramLabel = "FILE",
            description = "YAML file with options under their names without the dashes, spark-conf as a map."
                    + " The command line and the environment take precedence.")
    private @Nullable Path params;

    @Option(
            names = "--abort-existing",
            description = "End another launch that uses the same state folder or discovery path, then launch.")
    private boolean abortExisting;

    @Option(
            names = "--wait-timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "How long the components may take to become ready; a number alone is seconds; default:"
                    + " ${DEFAULT-VALUE}.")
    private Duration waitTimeout = Duration.ZERO;

    @Option(
            names = "--detach",
            description = "Return when the cluster is ready, and keep it running in the background.")
    private boolean detach;

    /** Set for the process in the background, whose other options are the same and may come from a file. */
    @Option(names = DetachedLaunch.MARK, hidden = true)
    private boolean detached;

    @Option(names = "--json", description = "Print one JSON object instead of the READY line.")
    private boolean json;

    /** For scripts/spark-launch, which checks the options before it installs a Spark. */
    @Option(names = "--check-options", hidden = true, description = "Only check the options.")
    private boolean checkOptions;

    @Spec
    private CommandSpec spec;

    private final Installation installation;
    private final Path cache;
    private Invocation invocation = new Invocation(List.of(), List.of(), List.of());
    private @Nullable ShutdownSignal signal;

    LaunchCommand(Installation installation, Path cache) {
        this.installation = installation;
        this.cache = cache;
    }

    /** Keeps where the options come from, and returns the arguments to parse. */
    String[] accept(Invocation given) {
        this.invocation = given;
        return given.effective().toArray(String[]::new);
    }

    Installation installation() {
        return installation;
    }

    /** Returns the Spark installation that a launch with these options would use. */
    SparkHome spark() {
        return SparkHome.find(Optional.ofNullable(cluster.sparkHome), cache);
    }

    /** Returns where the archives for that Spark are, recorded or not. */
    ClassData classData(SparkHome spark) {
        return installation.classData(spark, cache);
    }

    /** Returns what the options ask for, checked. */
    ClusterSpec wanted() {
        LaunchRequest request = request();
        List<String> problems = new ArrayList<>(invocation.problems());
        for (String prefix : List.of("--livy-", "--metastore-", "--warehouse")) {
            addForgotten(problems, request.livy() != null, prefix, "--enable-livy");
        }
        addForgotten(problems, request.queryTracker() != null, "--query-tracker-", "--enable-query-tracker");
        addForgotten(problems, request.history() != null, "--history-server-", "--enable-history-server");
        return request.check(problems);
    }

    /** Adds the options of a component that is not launched. They would have no effect. */
    private void addForgotten(List<String> problems, boolean launched, String prefix, String enabling) {
        if (launched) {
            return;
        }
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptionsSet()) {
            if (option.longestName().startsWith(prefix)) {
                problems.add(
                        option.longestName() + ": has no effect without " + enabling + "; add that, or leave it out");
            }
        }
    }

    Path stateDir() {
        return discovery.stateDir();
    }

    /** Returns the folder for the blocks of executors. */
    Path localDir() {
        return cluster.localDir == null
                ? discovery.stateDir().resolve("spark/local")
                : cluster.localDir.toAbsolutePath().normalize().resolve("spark-launch");
    }

    Optional<String> zookeeper() {
        return discovery.zookeeper();
    }

    @Override
    public Integer call() throws InterruptedException {
        ClusterSpec wanted = wanted();
        if (checkOptions) {
            return ExitCode.DONE.code();
        }
        SparkHome spark = spark();
        spark.checkJava(Runtime.version());
        MemoryPlan.of(wanted).checkFits(MachineMemory.read());
        StateFolder state = StateFolder.open(discovery.stateDir());
        if (detach && !detached) {
            return new DetachedLaunch(installation, state)
                    .run(spec.commandLine(), invocation.typed(), waitTimeout.plusSeconds(30));
        }
        warnOfLimits();
        divideControlGroup();
        catchSignals();
        LaunchSettings settings = new LaunchSettings(
                installation,
                spark,
                classData(spark),
                state,
                discovery.zookeeper(),
                abortExisting,
                waitTimeout,
                localDir(),
                cluster.secrets());
        return launch(wanted, settings);
    }

    /** Makes SIGTERM and SIGINT interrupt this thread, until {@link #finish}. */
    void catchSignals() {
        signal = ShutdownSignal.forCurrentThread();
    }

    private void warnOfLimits() {
        Doctor.ofStart(stateDir(), localDir()).stream()
                .filter(finding -> finding.severity() != Finding.Severity.OK)
                .forEach(finding -> spec.commandLine()
                        .getErr()
                        .println("spark-launch: warning: " + finding.measured() + "; " + finding.advice()));
    }

    /** Lets drivers have limits of their own. Where that is impossible, the doctor reports why. */
    private void divideControlGroup() {
        DelegatedGroup group = DelegatedGroup.find();
        if (group.isOurs()) {
            try {
                group.divide();
            } catch (IOException e) {
                spec.commandLine()
                        .getErr()
                        .println("spark-launch: drivers have no limits but their heap: " + PlainReason.of(e));
            }
        }
    }

    private int launch(ClusterSpec wanted, LaunchSettings settings) throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        ClusterLauncher launcher =
                new ClusterLauncher(settings, OsProcess::start, line -> err.println("spark-launch: " + line));
        MemoryPlan.warnOfFewWorkers(wanted).ifPresent(warning -> err.println("spark-launch: " + warning));
        wanted.warnOfUnsharedWarehouse().ifPresent(warning -> err.println("spark-launch: warning: " + warning));
        settings.classData().touch();
        try (RunningCluster running = launcher.launch(wanted);
                BackgroundRecording recording = recording(settings, launcher.progress())) {
            announce(running, wanted, settings.state());
            running.supervise(recording::tend);
        } catch (InterruptedException e) {
            err.println("spark-launch: ended");
        }
        return ExitCode.DONE.code();
    }

    private BackgroundRecording recording(LaunchSettings settings, ProgressListener progress) {
        boolean auto = cluster.classData == ClusterOptions.ClassDataMode.AUTO;
        return new BackgroundRecording(
                settings.state(), OsProcess::start, progress, new RecordingRequest(settings).plan(auto));
    }

    private void announce(RunningCluster running, ClusterSpec wanted, StateFolder state) {
        ClusterSnapshot announced = ClusterSnapshot.of(wanted.path(), running.instances());
        ReadyReport report = new ReadyReport(announced, wanted.role(), running.zookeeper(), state);
        state.write(StateFolder.READY_FILE, report.line() + "\n");
        spec.commandLine().getOut().println(json ? report.json() : report.line());
    }

    private LaunchRequest request() {
        return new LaunchRequest(
                discovery.discoveryPath(),
                cluster.machine(discovery.zookeeper(), livy.insecure),
                cluster.masterPort,
                cluster.workers(),
                livy.request(!cluster.role.equals("all"), livyAccess.request(), tls.request()),
                queryTracker.request(),
                history.request(),
                metastore.request(),
                cluster.sparkConf);
    }

    /** Ends the handling of signals; the process has nothing more to clean up. */
    void finish() {
        if (signal != null) {
            signal.finish();
        }
    }
}
