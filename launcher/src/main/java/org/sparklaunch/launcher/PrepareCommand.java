package org.sparklaunch.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.launcher.classdata.ClassData;
import org.sparklaunch.launcher.classdata.ClassDataRecording;
import org.sparklaunch.launcher.classdata.JvmRole;
import org.sparklaunch.launcher.classdata.RecordingLock;
import org.sparklaunch.launcher.cluster.ClusterLauncher;
import org.sparklaunch.launcher.cluster.LaunchSettings;
import org.sparklaunch.launcher.cluster.RunningCluster;
import org.sparklaunch.launcher.config.LaunchRequest;
import org.sparklaunch.launcher.config.WarmSpec;
import org.sparklaunch.launcher.process.OsProcess;
import org.sparklaunch.launcher.spark.SparkHome;
import org.sparklaunch.launcher.state.StateFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Launches a small cluster aside, uses it as users do, and keeps the class data of its JVMs for launches to come. */
@Command(
        name = "prepare",
        description =
                "Records class data of Spark and the product, once for each version and Java, so that launches and"
                        + " sessions start faster. Takes about a minute and 3 GB of memory; touches no running cluster.")
final class PrepareCommand implements Callable<Integer> {
    /** Long enough for the lowest priority on a busy machine. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private static final LaunchRequest SMALL = new LaunchRequest(
            DiscoveryPath.DEFAULT,
            LaunchRequest.Part.WHOLE,
            null,
            new LaunchRequest.Workers(1, 1, "1g", null),
            new LaunchRequest.Livy(
                    new LaunchRequest.Listen(null, null, false),
                    1,
                    new WarmSpec(0, false),
                    LaunchRequest.Sharing.NONE,
                    new LaunchRequest.Drivers(1, "1g", "server", List.of()),
                    null,
                    null),
            new LaunchRequest.Tracker(null, "10m"),
            null,
            List.of());

    @ParentCommand
    private LaunchCommand launch;

    /** A launch that records in the background holds the other end of this process's standard input. */
    @Option(names = "--exit-with-parent", hidden = true, description = "End when standard input does.")
    private boolean exitWithParent;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        SparkHome spark = launch.spark();
        ClassData classData = launch.classData(spark);
        if (classData.isComplete()) {
            return there(classData);
        }
        ClassDataRecording recording =
                new ClassDataRecording(classData, launch.installation().java());
        if (!recording.isPossible()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "The Java at " + launch.installation().java() + " has no jcmd beside it, which records class data;"
                            + " run with a JDK, or go on without: everything works, only starts are slower");
        }
        launch.catchSignals();
        if (exitWithParent) {
            followParent();
        }
        Optional<RecordingLock> turn = RecordingLock.tryTake(classData);
        if (turn.isEmpty()) {
            throw new CommandException(
                    ExitCode.NOT_FOUND,
                    "Class data is being recorded on this machine already; launches use it when it is" + " there");
        }
        try (RecordingLock mine = turn.get()) {
            return mine.isDone() ? there(classData) : recordAside(recording, spark, classData);
        }
    }

    private int there(ClassData classData) {
        spec.commandLine().getOut().println("Class data is in " + classData.folder());
        return ExitCode.DONE.code();
    }

    private int recordAside(ClassDataRecording recording, SparkHome spark, ClassData classData)
            throws InterruptedException, IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path state = Files.createTempDirectory("spark-launch-prepare");
        try {
            Set<JvmRole> recorded = record(recording, spark, classData, state);
            out.println("Class data of " + recorded.size() + " kinds of JVMs is in " + classData.folder());
        } finally {
            removeTree(state);
        }
        return ExitCode.DONE.code();
    }

    /** An ordered end, unlike that of Spark's daemons: sessions would outlive this process for some time. */
    private static void followParent() {
        Thread guard = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            Thread.onSpinWait();
                        }
                    } catch (IOException e) {
                        System.err.println("Lost the pipe to the parent process: " + e);
                    }
                    System.exit(ExitCode.FAILED.code());
                },
                "parent-guard");
        guard.setDaemon(true);
        guard.start();
    }

    private Set<JvmRole> record(ClassDataRecording recording, SparkHome spark, ClassData classData, Path state)
            throws InterruptedException {
        LaunchSettings settings = new LaunchSettings(
                launch.installation(),
                spark,
                classData.toRecord(),
                StateFolder.open(state),
                Optional.empty(),
                false,
                LIMIT);
        PrintWriter err = spec.commandLine().getErr();
        ClusterLauncher launcher =
                new ClusterLauncher(settings, OsProcess::start, line -> err.println("spark-launch: " + line));
        try (RunningCluster cluster = launcher.launch(SMALL.check())) {
            URI livy = cluster.instances().stream()
                    .filter(instance -> instance.type() == ServiceType.LIVY)
                    .map(ServiceInstance::address)
                    .map(URI::create)
                    .findFirst()
                    .orElseThrow();
            err.println("spark-launch: running statements as users do");
            new RecordingWorkload(livy, LIMIT).run();
            err.println("spark-launch: recording class data");
            return recording.record();
        }
    }

    private static void removeTree(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
