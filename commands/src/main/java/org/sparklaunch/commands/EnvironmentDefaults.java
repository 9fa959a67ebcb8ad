package org.sparklaunch.commands;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Takes default values of options from environment variables. */
final class EnvironmentDefaults implements IDefaultValueProvider {
    private static final Map<String, String> VARIABLES = Map.of(
            "--zookeeper", "SPARK_LAUNCH_ZOOKEEPER",
            "--discovery-path", "SPARK_LAUNCH_DISCOVERY_PATH",
            "--state-dir", "SPARK_LAUNCH_STATE_DIR",
            "--data-dir", "SPARK_LAUNCH_DATA_DIR",
            "--class-data", "SPARK_LAUNCH_CLASS_DATA",
            "--spark-home", "SPARK_HOME");

    /** Set by scripts/spark-launch and not by users, so that every setting of a user takes precedence. */
    private static final String INSTALLED_SPARK = "SPARK_LAUNCH_INSTALLED_SPARK";

    private final Map<String, String> env;

    EnvironmentDefaults(Map<String, String> env) {
        this.env = env;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String value = variable(option);
        if (value != null) {
            return value;
        }
        return switch (option.longestName()) {
            case "--state-dir" -> folder("XDG_STATE_HOME", ".local/state");
            case "--data-dir" -> folder("XDG_DATA_HOME", ".local/share");
            case "--spark-home" -> env.get(INSTALLED_SPARK);
            default -> null;
        };
    }

    /** Returns the value of an option in the user's environment; null when there is none. */
    @Nullable
    String variable(OptionSpec option) {
        String variable = VARIABLES.get(option.longestName());
        String value = variable == null ? null : env.get(variable);
        return value == null || value.isBlank() ? null : value;
    }

    private String folder(String variable, String belowHome) {
        String xdg = env.get(variable);
        Path base = xdg == null || xdg.isBlank()
                ? Path.of(env.getOrDefault("HOME", System.getProperty("user.home")), belowHome)
                : Path.of(xdg);
        return base.resolve("spark-launch").toString();
    }
}
