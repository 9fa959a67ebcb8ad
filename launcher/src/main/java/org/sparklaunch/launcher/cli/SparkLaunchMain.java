package org.sparklaunch.launcher.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.sparklaunch.commands.CommandRunner;
import org.sparklaunch.launcher.cluster.Installation;

/** The main class of {@code spark-launch}; it alone reads the environment and the system properties. */
public final class SparkLaunchMain {
    private static final String LOGBACK_CONFIG = "logback.configurationFile";

    private SparkLaunchMain() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        if (System.getProperty(LOGBACK_CONFIG) == null) {
            System.setProperty(LOGBACK_CONFIG, "org/sparklaunch/launcher/launch-logback.xml");
        }
        Map<String, String> env = System.getenv();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Optional<Path> home =
                Optional.ofNullable(System.getProperty("sparklaunch.home")).map(Path::of);
        Installation installation = new Installation(home, System.getProperty("java.class.path"), java);
        LaunchCommand command = new LaunchCommand(installation, cache(env));
        CommandRunner runner = CommandRunner.forProcess(command);
        Invocation invocation = Invocation.of(runner.commandLine(), runner::isInEnvironment, args);
        int code = runner.run(command.accept(invocation));
        command.finish();
        System.exit(code);
    }

    /** Returns the folder into which scripts/install-spark installs Spark. */
    private static Path cache(Map<String, String> env) {
        String own = env.getOrDefault("SPARK_LAUNCH_CACHE", "");
        if (!own.isBlank()) {
            return Path.of(own);
        }
        String xdg = env.getOrDefault("XDG_CACHE_HOME", "");
        String base = xdg.isBlank() ? System.getProperty("user.home") + File.separator + ".cache" : xdg;
        return Path.of(base, "spark-launch");
    }
}
