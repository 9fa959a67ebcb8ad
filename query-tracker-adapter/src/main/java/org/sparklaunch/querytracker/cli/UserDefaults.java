package org.sparklaunch.querytracker.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Default values of options, from {@code spark-launch/query-tracker.properties} in the user's configuration folder. A line such
 * as {@code user=alice} stands for the option {@code --user alice}. The command line and the environment override it.
 */
final class UserDefaults {
    private static final Set<String> KEYS =
            new TreeSet<>(Set.of("tracker", "user", "settings", "format", "zookeeper", "discovery-path", "state-dir"));

    private final Map<String, String> values;

    private UserDefaults(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads the file; without one there are no defaults.
     *
     * @throws CommandException when it cannot be read or has an unknown key
     */
    public static UserDefaults of(Map<String, String> environment) {
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path folder = config.isEmpty() ? Path.of(environment.getOrDefault("HOME", "."), ".config") : Path.of(config);
        Path file = folder.resolve("spark-launch").resolve("query-tracker.properties");
        Map<String, String> values = new TreeMap<>();
        if (Files.exists(file)) {
            Properties properties = load(file);
            properties.stringPropertyNames().forEach(key -> values.put(known(file, key), properties.getProperty(key)));
        }
        return new UserDefaults(values);
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "cannot read the profile " + file + ": " + e, e);
        }
    }

    private static String known(Path file, String key) {
        if (!KEYS.contains(key)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "unknown key '" + key + "' in the profile " + file + "; known are " + String.join(", ", KEYS));
        }
        return key;
    }

    /** Returns a provider that asks another one first. */
    public IDefaultValueProvider after(IDefaultValueProvider first) {
        return argument -> {
            String value = first.defaultValue(argument);
            return value == null ? value(argument) : value;
        };
    }

    private @Nullable String value(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? values.get(option.longestName().replaceFirst("^--", ""))
                : null;
    }
}
