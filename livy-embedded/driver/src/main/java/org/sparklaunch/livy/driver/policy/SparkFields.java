package org.sparklaunch.livy.driver.policy;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * Reads Spark's classes by the names of their fields. Lists have different types in the two Scala lines, and commands gain and
 * lose fields between Spark versions. A missing field is an error, not a missing check.
 */
final class SparkFields {
    private static final ClassValue<Map<String, Method>> METHODS = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private SparkFields() {}

    /** Returns the value of a field that must exist. */
    static Object get(Object target, String name) {
        Method method = METHODS.get(target.getClass()).computeIfAbsent(name, n -> method(target.getClass(), n));
        try {
            return method.invoke(target);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("reading " + name + " of " + target.getClass() + " failed", e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(target.getClass() + " does not let its " + name + " be read", e);
        }
    }

    /** Returns whether a value has a field. */
    static boolean has(Object target, String name) {
        return Arrays.stream(target.getClass().getMethods())
                .anyMatch(method -> method.getName().equals(name) && method.getParameterCount() == 0);
    }

    /** Returns a copy of a case class with one field changed. The fields are in the order of the constructor's parameters. */
    static <T> T copy(T target, String name, Object value) {
        List<String> names = Arrays.stream(target.getClass().getDeclaredFields())
                // Lazy values are not final, and may come first.
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers()))
                .map(Field::getName)
                .toList();
        Object[] values = list(((scala.Product) target).productIterator()).toArray();
        values[names.indexOf(name)] = value;
        for (Constructor<?> constructor : target.getClass().getConstructors()) {
            if (constructor.getParameterCount() == values.length) {
                try {
                    @SuppressWarnings("unchecked")
                    T copy = (T) constructor.newInstance(values);
                    return copy;
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("copying " + target.getClass() + " failed", e);
                }
            }
        }
        throw new IllegalStateException(target.getClass() + " has no constructor for its fields");
    }

    /** Calls a method whose parameters have different types in the two Scala lines. No other one has its name and number of them. */
    static void call(Object target, String name, Object... arguments) {
        Method method = Arrays.stream(target.getClass().getMethods())
                .filter(found -> found.getName().equals(name) && found.getParameterCount() == arguments.length)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(target.getClass() + " has no method " + name));
        try {
            method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(name + " failed: " + e.getCause(), e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(target.getClass() + " does not let " + name + " be called", e);
        }
    }

    private static Method method(Class<?> type, String name) {
        try {
            return type.getMethod(name);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(
                    type.getName() + " of this Spark version has no field " + name + ", so the policy cannot check it",
                    e);
        }
    }

    /** Returns the elements of a Scala collection. */
    static List<Object> list(Object collection) {
        return list(((scala.collection.Iterable<?>) collection).iterator());
    }

    static List<Object> list(scala.collection.Iterator<?> all) {
        List<Object> elements = new ArrayList<>();
        while (all.hasNext()) {
            elements.add(all.next());
        }
        return elements;
    }

    static List<Object> list(Object target, String name) {
        return list(get(target, name));
    }

    /** Returns what is in an option, or the value itself; empty for none. */
    static Optional<Object> optional(@Nullable Object value) {
        if (value instanceof Option<?> option) {
            return option.isDefined() ? Optional.of(option.get()) : Optional.empty();
        }
        return Optional.ofNullable(value);
    }

    static Optional<Object> optional(Object target, String name) {
        return optional(get(target, name));
    }
}
