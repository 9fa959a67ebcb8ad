package org.sparklaunch.livy.driver.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.StringType;
import org.jspecify.annotations.Nullable;

/**
 * Judges the schemas among the arguments of a function. Spark 4 takes a schema also in JSON, where a type can be the name of a class:
 * Spark loads it and runs its constructor as soon as the function is built.
 */
final class SchemaArguments {
    private static final JsonFactory JSON = new JsonFactory();

    /** The types of vectors and matrices. */
    private static final Set<String> OWN_TYPES = Set.of(
            "org.apache.spark.ml.linalg.VectorUDT",
            "org.apache.spark.ml.linalg.MatrixUDT",
            "org.apache.spark.mllib.linalg.VectorUDT",
            "org.apache.spark.mllib.linalg.MatrixUDT");

    private SchemaArguments() {}

    /** Returns what the arguments demand; the first is the data. */
    static List<RequiredRight> demand(Object arguments) {
        return SparkFields.list(arguments).stream()
                .skip(1)
                .filter(argument -> argument instanceof Expression expression && namesAClass(expression))
                .<RequiredRight>map(argument -> new RequiredRight.Never("a schema with the name of a class"))
                .toList();
    }

    private static boolean namesAClass(Expression argument) {
        if (!argument.resolved() || !argument.foldable() || !(argument.dataType() instanceof StringType)) {
            return false;
        }
        Object value = value(argument);
        return value != null && namesAClass(value.toString());
    }

    /** Returns whether a schema in JSON has a type with a class; a schema in SQL has none. */
    static boolean namesAClass(String schema) {
        if (!schema.strip().startsWith("{")) {
            return false;
        }
        try (JsonParser json = JSON.createParser(schema)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING && json.getText().equals("udt")) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Returns whether a schema in JSON has a type with a class that is not one of Spark's own types. */
    static boolean namesAForeignClass(String schema) {
        if (!namesAClass(schema)) {
            return false;
        }
        try (JsonParser json = JSON.createParser(schema)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                boolean names = token == JsonToken.VALUE_STRING && "class".equals(json.currentName());
                if (names && !OWN_TYPES.contains(json.getText())) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Evaluates as Spark does before it reads a schema; null when that fails, as it does for Spark. */
    private static @Nullable Object value(Expression argument) {
        try {
            return prepared(argument).eval(null);
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** Spark 3.5 has no such step, and no schema in JSON. */
    private static Expression prepared(Expression argument) {
        try {
            Class<?> utilities = Class.forName("org.apache.spark.sql.catalyst.expressions.ExprUtils$");
            return (Expression) utilities
                    .getMethod("prepareForEval", Expression.class)
                    .invoke(utilities.getField("MODULE$").get(null), argument);
        } catch (NoSuchMethodException e) {
            return argument;
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("an argument cannot be evaluated", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Spark's evaluation of schemas is not that of Spark 3.5 and 4", e);
        }
    }
}
