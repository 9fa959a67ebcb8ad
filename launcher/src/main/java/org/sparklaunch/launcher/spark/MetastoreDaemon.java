package org.sparklaunch.launcher.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.launcher.classdata.Jvm;
import org.sparklaunch.launcher.classdata.JvmRole;
import org.sparklaunch.launcher.config.MemoryPlan;
import org.sparklaunch.launcher.process.ProcessSpec;
import org.sparklaunch.launcher.state.StateFolder;
import org.sparklaunch.metastore.MetastoreConfig;
import org.sparklaunch.platform.process.GuardedMain;

/**
 * Builds the command of the metastore: Hive from Spark's jars, with the product's own version of Derby.
 *
 * @param ownJars go first on its class path
 */
public record MetastoreDaemon(SparkHome home, Jvm jvm, StateFolder state, List<Path> ownJars) {
    /** The folder of its files in the state folder. */
    public static final String FOLDER = "metastore";

    private static final String MAIN = "org.sparklaunch.metastore.MetastoreMain";

    /** Returns the process, and writes its settings. */
    public ProcessSpec process(MetastoreConfig config) {
        Path settings = state.write(FOLDER + "/metastore.properties", config.toFile());
        // The class path is too long for the list of processes.
        Path classPath = state.write(FOLDER + "/class-path", "-cp \"" + classPath() + "\"\n");
        List<String> command = jvm.command(JvmRole.METASTORE, MemoryPlan.METASTORE);
        command.addAll(List.of(
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.configurationFile=org/sparklaunch/metastore/log4j2.properties",
                "@" + classPath,
                GuardedMain.class.getName(),
                MAIN,
                settings.toString()));
        return new ProcessSpec(command, Map.of("MALLOC_ARENA_MAX", "2"), state.log("metastore"));
    }

    private String classPath() {
        List<Path> jars = new ArrayList<>(ownJars);
        try (Stream<Path> sparks = Files.list(home.root().resolve("jars"))) {
            sparks.filter(jar -> jar.toString().endsWith(".jar"))
                    .filter(jar -> !jar.getFileName().toString().startsWith("derby"))
                    .sorted()
                    .forEach(jars::add);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED, "cannot list the jars of Spark in " + home.root() + ": " + e, e);
        }
        return jars.stream().map(Path::toString).collect(Collectors.joining(":"));
    }
}
