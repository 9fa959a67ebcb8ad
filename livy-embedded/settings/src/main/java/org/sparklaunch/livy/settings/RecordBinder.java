package org.sparklaunch.livy.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Binds a JSON object to a record, component by component. Jackson alone would stop at the first problem; this collects all of
 * them, each with the path of its key. A key that the record does not have is a problem.
 */
final class RecordBinder {
    private final JsonMapper mapper;
    private final List<String> problems = new ArrayList<>();

    /**
     * Binds with the mapper's types.
     *
     * @param mapper converts every value that is not a JSON object for a record
     */
    RecordBinder(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** Returns the record; null when there is a problem. A key that holds JSON's null becomes a null component. */
    <T> @Nullable T bind(Class<T> type, ObjectNode json) {
        return type.cast(bindRecord(type, json, ""));
    }

    /** Returns what is wrong, one line each. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    private @Nullable Object bindRecord(Class<?> type, ObjectNode json, String path) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new Object[components.length];
        int before = problems.size();
        for (int i = 0; i < components.length; i++) {
            values[i] = bindComponent(components[i], json.get(components[i].getName()), path);
        }
        rejectUnknown(components, json, path);
        return problems.size() > before ? null : construct(type, components, values);
    }

    private @Nullable Object bindComponent(RecordComponent component, @Nullable JsonNode value, String parent) {
        String path = parent + component.getName();
        if (value == null) {
            problems.add(path + " is missing");
            return null;
        }
        if (value.isNull()) {
            return null;
        }
        if (component.getType().isRecord() && value instanceof ObjectNode object) {
            return bindRecord(component.getType(), object, path + ".");
        }
        return checkRange(component, path, convert(component, path, value));
    }

    private @Nullable Object convert(RecordComponent component, String path, JsonNode value) {
        JavaType type = mapper.constructType(component.getGenericType());
        try {
            return mapper.readerFor(type).readValue(value);
        } catch (IllegalArgumentException e) {
            problems.add(path + ": " + e.getMessage());
        } catch (JsonProcessingException e) {
            problems.add(
                    e.getCause() instanceof IllegalArgumentException cause
                            ? path + ": " + cause.getMessage()
                            : path + " must be " + describe(component, type) + ", but is " + value);
        } catch (IOException e) {
            throw new IllegalStateException("a tree is read without input", e);
        }
        return null;
    }

    private @Nullable Object checkRange(RecordComponent component, String path, @Nullable Object value) {
        Range range = component.getAnnotation(Range.class);
        if (range != null && value instanceof Integer number && (number < range.from() || number > range.to())) {
            problems.add(
                    path + " must be a whole number from " + range.from() + " to " + range.to() + ", but is " + number);
            return null;
        }
        return value;
    }

    private static String describe(RecordComponent component, JavaType type) {
        Class<?> raw = type.getRawClass();
        if (raw == int.class) {
            Range range = component.getAnnotation(Range.class);
            return "a whole number" + (range == null ? "" : " from " + range.from() + " to " + range.to());
        }
        if (raw == boolean.class) {
            return "true or false";
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return "a list of strings";
        }
        return Map.class.isAssignableFrom(raw) ? "an object of strings" : raw.isRecord() ? "an object" : "a text";
    }

    private void rejectUnknown(RecordComponent[] components, ObjectNode json, String path) {
        List<String> known =
                Arrays.stream(components).map(RecordComponent::getName).sorted().toList();
        json.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                problems.add("unknown key \"" + path + key + "\"; known are "
                        + known.stream().map(name -> path + name).collect(Collectors.joining(", ")));
            }
        });
    }

    private static Object construct(Class<?> type, RecordComponent[] components, @Nullable Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the record " + type.getName() + " refuses checked values", e);
        }
    }
}
