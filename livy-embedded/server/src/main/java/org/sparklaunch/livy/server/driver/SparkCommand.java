package org.sparklaunch.livy.server.driver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sparklaunch.livy.server.config.LivyConfig.DriverConfig;

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

    private static final String MAIN_CLASS = "org.sparklaunch.livy.driver.SessionDriver";

    private SparkCommand() {}

    static List<String> of(DriverConfig config, DriverSpec spec) {
        List<String> command = new ArrayList<>();
        // A session of its own: a signal to the server's terminal or group does not reach the driver.
        command.add("setsid");
        command.add(config.javaHome().resolve("bin/java").toString());
        command.addAll(MODULE_OPTIONS);
        command.addAll(config.classData().driverOptions());
        command.add("-Xmx" + spec.memory());
        command.add("-XX:ActiveProcessorCount=" + spec.cores());
        command.add("-Djava.io.tmpdir=" + spec.folder().work());
        command.add("-cp");
        command.add(classPath(config));
        command.add("org.apache.spark.deploy.SparkSubmit");
        command.add("--properties-file");
        command.add(spec.folder().sparkProperties().toString());
        command.add("--class");
        command.add(MAIN_CLASS);
        command.add("spark-internal");
        command.add(spec.folder().driverProperties().toString());
        return command;
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
