package org.sparklaunch.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options from a YAML file, under their names without the dashes. They become arguments in front of the user's own, so that
 * picocli and everything after it treats both alike. Settings of {@code spark-conf} may be nested maps.
 */
final class ParamsFile {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private final Path file;
    private final CommandLine command;
    private final List<String> arguments = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private ParamsFile(Path file, CommandLine command) {
        this.file = file;
        this.command = command;
    }

    /** Reads the file; whatever is wrong with it becomes a problem, to be told together with those of the options. */
    static ParamsFile read(Path file, CommandLine command) {
        ParamsFile params = new ParamsFile(file, command);
        try {
            JsonNode root = YAML.readTree(Files.readString(file));
            if (root.isObject()) {
                root.properties().forEach(entry -> params.take(entry.getKey(), entry.getValue()));
            } else if (!root.isMissingNode() && !root.isNull()) {
                params.problem("is not a map of option names to values, such as worker-num: 2");
            }
        } catch (JsonProcessingException e) {
            // The text of the file may be secret: only the place and the parser's own words.
            params.problem("is not YAML, line " + e.getLocation().getLineNr() + ": "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            params.problem("cannot be read: " + e.getClass().getSimpleName() + "; check the path and its owner");
        }
        return params;
    }

    private void take(String key, JsonNode value) {
        OptionSpec option = command.getCommandSpec().findOption("--" + key);
        if (option == null || option.usageHelp() || option.versionHelp() || key.equals("params")) {
            problem("has no option '" + key + "'" + suggestion(key));
        } else if (option.isMultiValue()) {
            takeAll(key, "", value);
        } else if (!value.isValueNode() || value.isNull()) {
            problem(key + ": needs one value");
        } else if (isFlag(option)) {
            takeFlag(key, value);
        } else if (isNumber(option) && !value.asText().matches("-?\\d{1,9}")) {
            problem(key + ": '" + value.asText() + "' is not a whole number");
        } else {
            arguments.add("--" + key + "=" + value.asText());
        }
    }

    private void takeFlag(String key, JsonNode value) {
        if (!value.isBoolean()) {
            problem(key + ": '" + value.asText() + "' is neither true nor false");
        } else if (value.asBoolean()) {
            arguments.add("--" + key);
        }
    }

    private void takeAll(String key, String prefix, JsonNode value) {
        if (value.isObject()) {
            value.properties()
                    .forEach(e -> takeAll(key, (prefix.isEmpty() ? "" : prefix + ".") + e.getKey(), e.getValue()));
        } else if (value.isArray() && prefix.isEmpty()) {
            value.forEach(v -> arguments.add("--" + key + "=" + v.asText()));
        } else if (value.isValueNode() && !value.isNull() && !prefix.isEmpty()) {
            arguments.add("--" + key + "=" + prefix + "=" + value.asText());
        } else {
            problem(key + (prefix.isEmpty() ? "" : "." + prefix) + ": needs a map of keys to values");
        }
    }

    private static boolean isFlag(OptionSpec option) {
        return option.type() == boolean.class || option.type() == Boolean.class;
    }

    private static boolean isNumber(OptionSpec option) {
        return option.type() == int.class || option.type() == Integer.class;
    }

    private String suggestion(String key) {
        return command.getCommandSpec().options().stream()
                .map(option -> option.longestName().replaceFirst("^-+", ""))
                .filter(name -> distance(key, name) <= Math.max(2, name.length() / 4))
                .min(Comparator.comparingInt(name -> distance(key, name)))
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    /** Levenshtein's: how many letters to change, add or take away. */
    private static int distance(String a, String b) {
        int[] row = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private void problem(String what) {
        problems.add("--params: " + file + " " + what);
    }

    /** What the file says, as arguments. */
    List<String> arguments() {
        return List.copyOf(arguments);
    }

    /** One line each. */
    List<String> problems() {
        return List.copyOf(problems);
    }
}
