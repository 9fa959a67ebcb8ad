package org.sparklaunch.bench.reference;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts programs of a Spark installation the short way: as {@code bin/spark-class} would in the end, without its shell and
 * without the JVM that it starts to compute the command line. A reference that wastes no time.
 */
public final class SparkJvm {
    /** What {@code org.apache.spark.launcher.JavaModuleOptions} of Spark 4.2 gives to every JVM of Spark. */
    private static final List<String> MODULE_OPTIONS = List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--add-modules=jdk.incubator.vector",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.cs=ALL-UNNAMED",
            "--add-opens=java.base/sun.security.action=ALL-UNNAMED",
            "--add-opens=java.base/sun.util.calendar=ALL-UNNAMED",
            "--add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
            "-Djdk.reflect.useDirectMethodHandle=false",
            "-Dio.netty.tryReflectionSetAccessible=true");

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
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx1g"));
        command.addAll(MODULE_OPTIONS);
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", sparkHome.resolve("jars") + "/*:" + ownClasses()));
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("SPARK_HOME", sparkHome.toString());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
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
            throw new IllegalStateException("the class path holds something that is no file", e);
        }
    }
}
