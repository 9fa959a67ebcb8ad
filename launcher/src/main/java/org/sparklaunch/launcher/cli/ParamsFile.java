package org.sparklaunch.launcher.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sparklaunch.commands.PlainReason;
import org.sparklaunch.platform.spelling.Spelling;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options from a YAML file, under their names without the dashes. They become arguments in front of the user's own, so that
 * picocli treats both in the same way. Settings of {@code spark-conf} may be nested maps.
 */
final class ParamsFile {
    /**
     * Words such as {@code off} stay strings, and {@code 3.10} keeps its zero. An option may have them as its value, for
     * example as the version of a library.
     */
    private static final ObjectMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                    .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final List<String> TRUE = List.of("true", "yes", "on");
    private static final List<String> FALSE = List.of("false", "no", "off");

    private final Path file;
    private final CommandLine command;
    private final List<Setting> arguments = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** One argument of the file, such as {@code --worker-num=2}. */
    record Setting(OptionSpec option, String text) {}

    private ParamsFile(Path file, CommandLine command) {
        this.file = file;
        this.command = command;
    }

    /** Reads the file. What is wrong with it becomes a problem, to be reported together with those of the options. */
    static ParamsFile read(Path file, CommandLine command) {
        ParamsFile params = new ParamsFile(file, command);
        try {
            JsonNode root = YAML.readTree(Files.readString(file));
            if (root.isObject()) {
                root.properties().forEach(entry -> params.read(entry.getKey(), entry.getValue()));
            } else if (!root.isMissingNode() && !root.isNull()) {
                params.problem("is not a map of option names to values, such as worker-num: 2");
            }
        } catch (JsonProcessingException e) {
            // The text of the file may be secret: the message has only the place and the parser's own words.
            params.problem("is not YAML, line " + e.getLocation().getLineNr() + ": "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            params.problem("cannot be read: " + PlainReason.of(e) + "; check the path and its owner");
        }
        return params;
    }

    private void read(String key, JsonNode value) {
        OptionSpec option = command.getCommandSpec().findOption("--" + key);
        if (option == null || option.usageHelp() || option.versionHelp() || key.equals("params")) {
            problem("has no option '" + key + "'" + suggestion(key));
        } else if (option.isMultiValue() && isSetting(option)) {
            readSettings(option, key, "", value);
        } else if (option.isMultiValue() && value.isArray()) {
            value.forEach(item -> readValue(option, key, item));
        } else {
            readValue(option, key, value);
        }
    }

    private void readValue(OptionSpec option, String key, JsonNode value) {
        String form = form(option);
        if (!value.isValueNode() || value.isNull()) {
            String found = value.isArray() ? "a list" : value.isObject() ? "a map" : "nothing";
            problem(key + ": needs " + form + ", not " + found);
        } else if (isFlag(option)) {
            readFlag(option, key, value);
        } else if (value.isBoolean() || (isNumber(option) && !value.asText().matches("-?\\d{1,9}"))) {
            problem(key + ": needs " + form + ", not '" + value.asText() + "'");
        } else {
            add(option, value.asText());
        }
    }

    private void readFlag(OptionSpec option, String key, JsonNode value) {
        String word = value.asText().toLowerCase(Locale.ROOT);
        if (TRUE.contains(word)) {
            arguments.add(new Setting(option, option.longestName()));
        } else if (!FALSE.contains(word)) {
            problem(key + ": needs true or false, not '" + value.asText() + "'");
        }
    }

    private void readSettings(OptionSpec option, String key, String prefix, JsonNode value) {
        if (value.isObject()) {
            value.properties()
                    .forEach(e -> readSettings(
                            option, key, (prefix.isEmpty() ? "" : prefix + ".") + e.getKey(), e.getValue()));
        } else if (value.isArray() && prefix.isEmpty()) {
            value.forEach(item -> readSetting(option, key, item));
        } else if (value.isValueNode() && !value.isNull() && !prefix.isEmpty()) {
            add(option, prefix + "=" + value.asText());
        } else if (prefix.isEmpty()) {
            readSetting(option, key, value);
        } else {
            problem(key + "." + prefix + ": needs one value");
        }
    }

    /** The value may be secret, so the message does not repeat it. */
    private void readSetting(OptionSpec option, String key, JsonNode value) {
        if (value.isTextual() && value.asText().contains("=")) {
            add(option, value.asText());
        } else {
            problem(key + ": needs a map of keys to values, or strings of the form KEY=VALUE");
        }
    }

    private void add(OptionSpec option, String value) {
        arguments.add(new Setting(option, option.longestName() + "=" + value));
    }

    private static String form(OptionSpec option) {
        if (isFlag(option)) {
            return "true or false";
        }
        if (option.type().isEnum()) {
            return "one of " + option.paramLabel().replace("|", ", ");
        }
        if (isNumber(option)) {
            return "a whole number";
        }
        return option.isMultiValue() ? "a string or a list of strings" : "one text or number";
    }

    private static boolean isSetting(OptionSpec option) {
        return option.paramLabel().equals("KEY=VALUE");
    }

    private static boolean isFlag(OptionSpec option) {
        return option.type() == boolean.class || option.type() == Boolean.class;
    }

    private static boolean isNumber(OptionSpec option) {
        return option.type() == int.class || option.type() == Integer.class;
    }

    private String suggestion(String key) {
        List<String> names = command.getCommandSpec().options().stream()
                .map(option -> option.longestName().replaceFirst("^-+", ""))
                .filter(name -> !name.equals(key))
                .toList();
        return Spelling.nearest(key, names)
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    private void problem(String what) {
        problems.add("--params: " + file + " " + what);
    }

    /** Returns what the file sets, as arguments. */
    List<Setting> arguments() {
        return List.copyOf(arguments);
    }

    /** Returns what is wrong with the file, one line each. */
    List<String> problems() {
        return List.copyOf(problems);
    }
}
