package org.sparklaunch.launcher.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.commands.ParentOptions;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.launcher.classdata.ClassData;
import org.sparklaunch.launcher.classdata.ClassDataRecording;
import org.sparklaunch.launcher.classdata.JvmRole;
import org.sparklaunch.launcher.classdata.RecordingLock;
import org.sparklaunch.launcher.cluster.ClusterLauncher;
import org.sparklaunch.launcher.cluster.LaunchSecrets;
import org.sparklaunch.launcher.cluster.LaunchSettings;
import org.sparklaunch.launcher.cluster.RunningCluster;
import org.sparklaunch.launcher.config.LaunchRequest;
import org.sparklaunch.launcher.config.LivyRequest;
import org.sparklaunch.launcher.config.MetastoreRequest;
import org.sparklaunch.launcher.process.OsProcess;
import org.sparklaunch.launcher.spark.SparkHome;
import org.sparklaunch.launcher.state.StateFolder;
import org.sparklaunch.platform.file.FileTree;
import org.sparklaunch.platform.process.ParentProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Launches a small separate cluster, runs statements in it, and records the class data of its JVMs for later launches. */
@Command(
        name = "prepare",
        description =
                "Records class data of Spark and the product, once for each version and Java, so that launches and"
                        + " sessions start faster. Needs about a minute and 3 GB of memory; running clusters are not affected.",
        footer = {"%nExamples:", "  spark-launch prepare", "  spark-launch --spark-home /opt/spark prepare"})
@ParentOptions("--spark-home")
final class PrepareCommand implements Callable<Integer> {
    /** Long enough for the lowest priority on a busy machine. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @ParentCommand
    private LaunchCommand launch;

    /** Given by a launch that records in the background and holds the other end of standard input. */
    @Option(names = "--exit-with-parent", hidden = true, description = "Exit when standard input ends.")
    private boolean exitWithParent;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        SparkHome spark = launch.spark();
        ClassData classData = launch.classData(spark);
        if (classData.isComplete()) {
            return report(classData);
        }
        ClassDataRecording recording =
                new ClassDataRecording(classData, launch.installation().java());
        if (!recording.isPossible()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "no jcmd beside " + launch.installation().java() + ", which records class data; run with a JDK, or"
                            + " continue without class data: only starts are slower");
        }
        launch.catchSignals();
        if (exitWithParent) {
            // An orderly exit, unlike that of Spark's daemons: sessions would outlive this process for some time.
            ParentProcess.follow(() -> System.exit(ExitCode.FAILED.code()));
        }
        Optional<RecordingLock> lock = RecordingLock.tryTake(classData);
        if (lock.isEmpty()) {
            throw new CommandException(
                    ExitCode.NOT_FOUND,
                    "another launch records class data on this machine; launches use it once it is recorded");
        }
        try (RecordingLock held = lock.get()) {
            return held.isDone() ? report(classData) : recordWithCluster(recording, spark, classData);
        }
    }

    private int report(ClassData classData) {
        spec.commandLine().getOut().println("class data is in " + classData.folder());
        return ExitCode.DONE.code();
    }

    private int recordWithCluster(ClassDataRecording recording, SparkHome spark, ClassData classData)
            throws InterruptedException, IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path state = Files.createTempDirectory("spark-launch-prepare");
        try {
            Set<JvmRole> recorded = record(recording, spark, classData, state);
            out.println("class data of " + recorded.size() + " kinds of JVMs is in " + classData.folder());
        } finally {
            FileTree.delete(state);
        }
        return ExitCode.DONE.code();
    }

    private static LaunchRequest small(Path state) {
        return new LaunchRequest(
                DiscoveryPath.DEFAULT,
                LaunchRequest.Machine.ALONE,
                null,
                new LaunchRequest.Workers(1, 1, "1g", null),
                new LivyRequest(
                        new LivyRequest.Listen(null, null, false),
                        new LivyRequest.Sessions(1, 0, false, "driver", 1),
                        new LivyRequest.Drivers(1, "1g", "server", List.of()),
                        null,
                        null,
                        null,
                        LivyRequest.Access.NONE),
                new LaunchRequest.Tracker(null, "10m"),
                null,
                MetastoreRequest.embedded(state.resolve("data")),
                List.of());
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
                LIMIT,
                state.resolve("spark/local"),
                LaunchSecrets.NONE);
        PrintWriter err = spec.commandLine().getErr();
        ClusterLauncher launcher =
                new ClusterLauncher(settings, OsProcess::start, line -> err.println("spark-launch: " + line));
        try (RunningCluster cluster = launcher.launch(small(state).check())) {
            URI livy = cluster.instances().stream()
                    .filter(instance -> instance.type() == ServiceType.LIVY)
                    .map(ServiceInstance::address)
                    .map(URI::create)
                    .findFirst()
                    .orElseThrow();
            err.println("spark-launch: running statements of a typical session");
            new RecordingWorkload(livy, LIMIT).run();
            err.println("spark-launch: recording class data");
            return recording.record();
        }
    }
}
