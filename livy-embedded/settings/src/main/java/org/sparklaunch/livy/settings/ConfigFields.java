package org.sparklaunch.livy.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.SessionKind;

/**
 * Takes typed fields out of one JSON object. A bad or missing field is noted and answered with a stand-in, so that the
 * reading goes on and {@link #throwProblems} can tell all at once.
 */
final class ConfigFields {
    private final ObjectNode node;
    private final TreeSet<String> known = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    ConfigFields(ObjectNode node) {
        this.node = node;
    }

    String text(String key, @Nullable String fallback) {
        JsonNode value = take(key);
        if (value == null) {
            return fallback == null ? missing(key) : fallback;
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            return wrong(key, "a text", value);
        }
        return value.textValue();
    }

    int number(String key, int fallback, int least, int most) {
        JsonNode value = take(key);
        if (value == null) {
            return fallback;
        }
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            wrong(key, "a number from " + least + " to " + most, value);
            return fallback;
        }
        return value.intValue();
    }

    boolean flag(String key) {
        JsonNode value = take(key);
        if (value != null && !value.isBoolean()) {
            wrong(key, "true or false", value);
        }
        return value != null && value.booleanValue();
    }

    Path path(String key, @Nullable Path fallback) {
        return fallback != null && !node.hasNonNull(key) ? fallbackPath(key, fallback) : Path.of(text(key, null));
    }

    private Path fallbackPath(String key, Path fallback) {
        known.add(key);
        return fallback;
    }

    @Nullable
    Path optionalPath(String key) {
        JsonNode value = take(key);
        return value == null ? null : Path.of(text(key, null));
    }

    List<Path> paths(String key) {
        return texts(key, "a list of paths").stream().map(Path::of).toList();
    }

    List<String> texts(String key, String wanted) {
        JsonNode value = take(key);
        List<String> texts = new ArrayList<>();
        if (value != null && !value.isArray()) {
            wrong(key, wanted, value);
        } else if (value != null) {
            for (JsonNode item : value) {
                texts.add(item.isTextual() ? item.textValue() : wrong(key, wanted, item));
            }
        }
        return List.copyOf(texts);
    }

    /** Names of users; none given is the fallback. */
    Set<String> users(String key, Set<String> fallback) {
        Set<String> users = Set.copyOf(texts(key, "a list of users"));
        return users.isEmpty() ? fallback : users;
    }

    Map<String, String> texts(String key) {
        JsonNode value = take(key);
        Map<String, String> texts = new LinkedHashMap<>();
        if (value != null && !value.isObject()) {
            wrong(key, "an object of texts", value);
        } else if (value != null) {
            value.properties()
                    .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        }
        return Map.copyOf(texts);
    }

    List<SessionKind> kinds(String key, List<SessionKind> fallback) {
        JsonNode value = take(key);
        if (value == null) {
            return fallback;
        }
        List<SessionKind> kinds = new ArrayList<>();
        value.forEach(item -> SessionKind.parse(item.asText()).ifPresent(kinds::add));
        if (!value.isArray() || kinds.size() != value.size()) {
            wrong(key, "a list of kinds of session, like [\"sql\", \"spark\"]", value);
        }
        return List.copyOf(kinds);
    }

    Duration duration(String key, Duration fallback) {
        JsonNode value = take(key);
        try {
            return value == null ? fallback : TimeString.parse(value.asText());
        } catch (IllegalArgumentException e) {
            wrong(key, "a duration like 90s or 1h", value);
            return fallback;
        }
    }

    MemorySize memory(String key, String fallback) {
        try {
            return MemorySize.parse(text(key, fallback));
        } catch (IllegalArgumentException e) {
            problems.add(key + ": " + e.getMessage());
            return MemorySize.parse(fallback);
        }
    }

    void rejectUnknown() {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                problems.add("unknown key \"" + key + "\"; known are " + String.join(", ", known));
            }
        });
    }

    void problem(String text) {
        problems.add(text);
    }

    void throwProblems(Path file) {
        if (!problems.isEmpty()) {
            throw new ConfigException(
                    "the settings in " + file + " cannot be used:\n  " + String.join("\n  ", problems));
        }
    }

    private @Nullable JsonNode take(String key) {
        known.add(key);
        JsonNode value = node.get(key);
        return value == null || value.isNull() ? null : value;
    }

    private String missing(String key) {
        problems.add(key + " is missing");
        return "";
    }

    private String wrong(String key, String wanted, @Nullable JsonNode value) {
        problems.add(key + " must be " + wanted + ", but is " + value);
        return "";
    }
}
