package org.sparklaunch.livy.driver.scala;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import org.apache.spark.sql.Row;
import org.json4s.Formats;
import org.json4s.JValue;
import org.json4s.Serializer;
import org.json4s.jackson.JsonMethods$;
import org.json4s.reflect.TypeInfo;
import org.sparklaunch.livy.driver.interpreter.JsonText;
import org.sparklaunch.livy.driver.interpreter.LivyRowJson;
import scala.Function1;
import scala.PartialFunction;
import scala.Tuple2;
import scala.runtime.AbstractPartialFunction;

/**
 * Shows Spark's rows and their values as results of SQL have them. Left to itself json4s writes an empty object for a date, a
 * double for a decimal, and no JSON at all for an infinity.
 */
final class CellSerializer implements Serializer<Object> {
    /** The reader makes trees of whichever json4s this Spark has, with decimals of all digits. */
    private static final ObjectReader TREES = JsonMethods$.MODULE$
            .mapper()
            .reader()
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .forType(treeType());

    @Override
    public PartialFunction<Tuple2<TypeInfo, JValue>, Object> deserialize(Formats formats) {
        return scala.PartialFunction$.MODULE$.empty();
    }

    @Override
    public PartialFunction<Object, JValue> serialize(Formats formats) {
        return new AbstractPartialFunction<>() {
            @Override
            public boolean isDefinedAt(Object value) {
                return isCell(value);
            }

            @Override
            public <A1, B1> B1 applyOrElse(A1 value, Function1<A1, B1> other) {
                if (!isCell(value)) {
                    return other.apply(value);
                }
                @SuppressWarnings("unchecked") // Scala declares B1 a supertype of JValue.
                B1 tree = (B1) tree(JsonText.of(json -> LivyRowJson.write(json, value)));
                return tree;
            }
        };
    }

    private static boolean isCell(Object value) {
        boolean infinite = (value instanceof Double || value instanceof Float)
                && Double.isInfinite(((Number) value).doubleValue());
        return infinite
                || value instanceof Row
                || value instanceof BigDecimal
                || value instanceof Date
                || value instanceof Timestamp
                || value instanceof Temporal
                || value instanceof TemporalAmount;
    }

    /** The json4s of Spark 3.5 has its tree inside another class, so no instruction here may name the type. */
    private static Class<?> treeType() {
        try {
            return Class.forName("org.json4s.JValue");
        } catch (ClassNotFoundException e) {
            return treeTypeOfSpark35();
        }
    }

    private static Class<?> treeTypeOfSpark35() {
        try {
            return Class.forName("org.json4s.JsonAST$JValue");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("this Spark ships no json4s that rows can be shown with", e);
        }
    }

    private static Object tree(String json) {
        try {
            return TREES.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a value of a row is not JSON: " + json, e);
        }
    }
}
