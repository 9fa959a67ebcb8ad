package org.sparklaunch.bench.reference;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sparklaunch.livy.settings.SparkModuleOptions;

/**
 * Starts programs of a Spark installation the short way: as {@code bin/spark-class} would in the end, without its shell and
 * without the JVM that it starts to compute the command line. A reference that wastes no time.
 */
public final class SparkJvm {
    private final Path sparkHome;
    private final Path java;
    private final Path folder;

    /**
     * For one installation.
     *
     * @param folder receives the logs
     */
    public SparkJvm(Path sparkHome, Path java, Path folder) {
        this.sparkHome = sparkHome;
        this.java = java;
        this.folder = folder;
    }

    /** Starts a main class; its standard error goes to a log, its standard output to the caller. */
    Process start(String name, Map<String, String> properties, List<String> program) throws IOException {
        return start(name, properties, program, Map.of());
    }

    /** The same, with an environment that holds what other accounts must not read on the command line. */
    Process start(String name, Map<String, String> properties, List<String> program, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx1g"));
        command.addAll(SparkModuleOptions.ALL);
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", sparkHome.resolve("jars") + "/*:" + ownClasses()));
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("SPARK_HOME", sparkHome.toString());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log(name).toFile()));
        return builder.start();
    }

    /** Where a program's log is. */
    Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private static Path ownClasses() {
        try {
            return Path.of(BareDriver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path holds an entry that is not a file", e);
        }
    }
}
