package org.sparklaunch.livy.server.driver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sparklaunch.livy.settings.LivyConfig.DriverConfig;
import org.sparklaunch.livy.settings.MemorySize;
import org.sparklaunch.livy.settings.XmlOptions;

/** The command line of a driver: Spark's submit class itself, without the second JVM that {@code spark-submit} costs. */
final class SparkCommand {
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
            "-Dio.netty.tryReflectionSetAccessible=true",
            "-Dio.netty.allocator.type=pooled",
            "-Dio.netty.handler.ssl.defaultEndpointVerificationAlgorithm=NONE",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED");

    private static final String SUBMIT_CLASS = "org.apache.spark.deploy.SparkSubmit";

    private SparkCommand() {}

    /** The driver of a session. */
    static List<String> of(DriverConfig config, DriverSpec spec) {
        // A session of its own: a signal to the server's terminal or group does not reach the driver.
        List<String> command = new ArrayList<>(List.of("setsid"));
        addJava(command, config, spec.folder(), spec.cores(), spec.memory());
        command.addAll(config.classData().driverOptions());
        command.addAll(List.of("-cp", classPath(config)));
        command.add(SUBMIT_CLASS);
        command.addAll(SubmitArguments.of(spec, spec.folder()));
        return command;
    }

    /** Somebody's application, on Spark's own class path in Spark's own order. */
    static List<String> of(DriverConfig config, ApplicationSpec spec) {
        List<String> command = new ArrayList<>();
        addJava(command, config, spec.folder(), spec.cores(), spec.memory());
        command.addAll(List.of("-cp", config.sparkHome() + "/conf:" + config.sparkHome() + "/jars/*"));
        command.add(SUBMIT_CLASS);
        command.addAll(SubmitArguments.of(spec, spec.folder()));
        return command;
    }

    private static void addJava(
            List<String> command, DriverConfig config, DriverFolder folder, int cores, MemorySize memory) {
        command.add(config.javaHome().resolve("bin/java").toString());
        command.addAll(MODULE_OPTIONS);
        command.addAll(XmlOptions.ALL);
        command.add("-Xmx" + memory);
        command.add("-XX:ActiveProcessorCount=" + cores);
        command.add("-Djava.io.tmpdir=" + folder.work());
    }

    /**
     * Spark's settings folder comes last, where Spark's own scripts have it first: shared class data needs the jars in
     * front, and no jar of Spark holds a file that belongs into that folder. It cannot be recorded with a folder at all.
     */
    private static String classPath(DriverConfig config) {
        Path home = config.sparkHome();
        List<String> entries =
                config.classPath().stream().map(Path::toString).collect(Collectors.toCollection(ArrayList::new));
        entries.add(home.resolve("jars") + "/*");
        if (!config.classData().recording()) {
            entries.add(home.resolve("conf").toString());
        }
        return String.join(":", entries);
    }
}
