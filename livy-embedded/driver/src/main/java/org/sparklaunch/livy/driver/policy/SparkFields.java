package org.sparklaunch.livy.driver.policy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * Reads Spark's classes by the names of their fields: lists have other types in the two Scala lines, commands gain and lose
 * fields between Spark versions, and a field that is gone must show as an error and not as a missing check.
 */
final class SparkFields {
    private static final ClassValue<Map<String, Method>> METHODS = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private SparkFields() {}

    /** The value of a field that must be there. */
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

    private static Method method(Class<?> type, String name) {
        try {
            return type.getMethod(name);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(
                    "Spark's " + type.getName() + " has no " + name + " any more, so that no policy can judge it", e);
        }
    }

    /** The elements of a Scala collection. */
    static List<Object> list(Object collection) {
        List<Object> elements = new ArrayList<>();
        for (scala.collection.Iterator<?> i = ((scala.collection.Iterable<?>) collection).iterator(); i.hasNext(); ) {
            elements.add(i.next());
        }
        return elements;
    }

    static List<Object> list(Object target, String name) {
        return list(get(target, name));
    }

    /** What is in an option, or the value itself; empty for none. */
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
