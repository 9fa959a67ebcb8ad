package org.sparklaunch.livy.server.driver.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sparklaunch.livy.server.driver.process.ApplicationSpec;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverSpec;
import org.sparklaunch.livy.settings.ClusterAccess;
import org.sparklaunch.livy.settings.LivyConfig.DriverConfig;
import org.sparklaunch.livy.settings.SparkModuleOptions;
import org.sparklaunch.livy.settings.XmlOptions;
import org.sparklaunch.platform.quantity.MemorySize;

/**
 * Builds the command line of a driver: Spark's submit class itself, without the second JVM of {@code spark-submit}.
 */
final class SparkCommand {
    /** The jar with the filter of Spark's pages, which the settings of an application name. */
    private static final Pattern PAGES = Pattern.compile("spark-pages.*");

    /** The jar with {@link #PROXY_USER_CLASS}. */
    private static final Pattern DRIVER = Pattern.compile("livy-driver(-\\d.*)?\\.jar");

    private static final String SUBMIT_CLASS = "org.apache.spark.deploy.SparkSubmit";
    private static final String PROXY_USER_CLASS = "org.sparklaunch.livy.driver.ProxyUserSubmit";

    private SparkCommand() {}

    /** Returns the command of a session's driver. */
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

    /** Returns the command of a user's application, on Spark's own class path in Spark's order. */
    static List<String> of(DriverConfig config, ApplicationSpec spec) {
        List<String> command = new ArrayList<>();
        addJava(command, config, spec.folder(), spec.cores(), spec.memory());
        String classPath = config.sparkHome() + "/conf:" + config.sparkHome() + "/jars/*" + ownJar(config, PAGES);
        boolean sharesToken = spec.proxyUser() != null
                && ClusterAccess.of(config).metastoreTokenFile().isPresent();
        command.addAll(
                sharesToken
                        ? List.of("-cp", classPath + ownJar(config, DRIVER), PROXY_USER_CLASS)
                        : List.of("-cp", classPath, SUBMIT_CLASS));
        command.addAll(SubmitArguments.of(spec, spec.folder()));
        return command;
    }

    private static void addJava(
            List<String> command, DriverConfig config, DriverFolder folder, int cores, MemorySize memory) {
        command.add(config.javaHome().resolve("bin/java").toString());
        command.addAll(SparkModuleOptions.ALL);
        command.addAll(XmlOptions.ALL);
        command.add("-Xmx" + memory.toOption());
        command.add("-XX:ActiveProcessorCount=" + cores);
        command.add("-Djava.io.tmpdir=" + folder.work());
        ClusterAccess.of(config).metastoreTokenFile().ifPresent(file -> command.add("-Dhadoop.token.files=" + file));
    }

    /** Returns a jar of the product for an application's class path, after all of Spark's; empty when there is none. */
    private static String ownJar(DriverConfig config, Pattern name) {
        return config.classPath().stream()
                .filter(jar -> name.matcher(String.valueOf(jar.getFileName())).matches())
                .map(jar -> ":" + jar)
                .collect(Collectors.joining());
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
