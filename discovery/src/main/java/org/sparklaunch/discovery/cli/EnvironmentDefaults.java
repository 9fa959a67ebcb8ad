package org.sparklaunch.discovery.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Values of the options that a user sets once for a shell rather than with every command. */
final class EnvironmentDefaults implements IDefaultValueProvider {
    private static final Map<String, String> VARIABLES = Map.of(
            "--zookeeper", "SPARK_LAUNCH_ZOOKEEPER",
            "--discovery-path", "SPARK_LAUNCH_DISCOVERY_PATH",
            "--state-dir", "SPARK_LAUNCH_STATE_DIR",
            "--spark-home", "SPARK_HOME");

    private final Map<String, String> env;

    EnvironmentDefaults(Map<String, String> env) {
        this.env = env;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String variable = VARIABLES.get(option.longestName());
        String value = variable == null ? null : env.get(variable);
        if (value != null && !value.isBlank()) {
            return value;
        }
        return option.longestName().equals("--state-dir") ? stateDir() : null;
    }

    private String stateDir() {
        String xdg = env.get("XDG_STATE_HOME");
        Path base = xdg == null || xdg.isBlank()
                ? Path.of(env.getOrDefault("HOME", System.getProperty("user.home")), ".local", "state")
                : Path.of(xdg);
        return base.resolve("spark-launch").toString();
    }
}
