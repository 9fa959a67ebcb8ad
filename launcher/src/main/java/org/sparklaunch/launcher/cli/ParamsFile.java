package org.sparklaunch.launcher.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.sparklaunch.commands.PlainReason;
import org.sparklaunch.platform.spelling.Spelling;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options from a YAML file, under their names without the dashes. They become arguments in front of the user's own, so that
 * picocli treats both in the same way. Settings of {@code spark-conf} may be nested maps.
 */
final class ParamsFile {
    private static final List<String> TRUE = List.of("true", "yes", "on");
    private static final List<String> FALSE = List.of("false", "no", "off");

    /** Underscores part digits in YAML. With leading zeros some read it as octal. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9](_?\\d){0,8})");

    private final Path file;
    private final CommandLine command;
    private final Set<String> keys = new HashSet<>();
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
            JsonNode root = YamlStrings.read(Files.readString(file));
            if (root.isObject()) {
                root.properties().forEach(entry -> params.read(entry.getKey(), entry.getValue()));
            } else if (!root.isMissingNode() && !root.isNull()) {
                params.problem("is not a map of option names to values, such as worker-num: 2");
            }
        } catch (JsonProcessingException e) {
            // The text of the file may be secret: the message has only the place and the parser's own words.
            params.problem("is not YAML, line " + e.getLocation().getLineNr() + ": "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (YamlStrings.UnsupportedException e) {
            params.problem(String.valueOf(e.getMessage()));
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
        } else if (value.isBoolean()
                || (isNumber(option) && !NUMBER.matcher(value.asText()).matches())) {
            problem(key + ": needs " + form + ", not '" + value.asText() + "'");
        } else {
            add(option, isNumber(option) ? value.asText().replace("_", "") : value.asText());
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
            addSetting(option, key, prefix, value.asText());
        } else if (prefix.isEmpty()) {
            readSetting(option, key, value);
        } else {
            problem(key + "." + prefix + ": needs one value");
        }
    }

    /** The value may be secret, so the message does not repeat it. */
    private void readSetting(OptionSpec option, String key, JsonNode value) {
        if (value.isTextual() && value.asText().contains("=")) {
            String text = value.asText();
            int equals = text.indexOf('=');
            addSetting(option, key, text.substring(0, equals), text.substring(equals + 1));
        } else {
            problem(key + ": needs a map of keys to values, or strings of the form KEY=VALUE");
        }
    }

    /** The same key can be written with dots and as nested maps. */
    private void addSetting(OptionSpec option, String key, String name, String value) {
        if (keys.add(key + '.' + name)) {
            add(option, name + "=" + value);
        } else {
            problem(key + ": has the key '" + name + "' more than once; give it once");
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
