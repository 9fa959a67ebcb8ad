package org.sparklaunch.livy.driver.row;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as Livy does: decimals are numbers, dates and timestamps (UTC) strings, binaries arrays of signed bytes, maps
 * objects, structs {@code {"schema": […], "values": […]}}, NaN null and infinities strings.
 *
 * <p>Where Livy's form loses something or fails, this one does not: decimals keep every digit and timestamps their fractions
 * of a second. Types that Livy cannot write (intervals, local timestamps, variants, types of later Sparks) become JSON or strings.
 */
public final class LivyRowJson {

    private LivyRowJson() {}

    /** Writes the cells of a row, or the values of a struct, as an array. */
    public static void writeCells(JsonGenerator json, Row row) throws IOException {
        json.writeStartArray();
        for (int i = 0; i < row.length(); i++) {
            write(json, row.get(i));
        }
        json.writeEndArray();
    }

    /** Writes one value. */
    public static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Number number) {
            writeNumber(json, number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof byte[] bytes) {
            writeBytes(json, bytes);
        } else if (value instanceof Row struct) {
            writeStruct(json, struct);
        } else if (value instanceof scala.collection.Map<?, ?> map) {
            writeMap(json, map);
        } else if (value instanceof scala.collection.Iterable<?> elements) {
            writeArray(json, elements);
        } else if (isVariant(value)) {
            // Its string is JSON already.
            json.writeRawValue(value.toString());
        } else {
            json.writeString(CellString.of(value));
        }
    }

    private static void writeNumber(JsonGenerator json, Number number) throws IOException {
        if (number instanceof BigDecimal decimal) {
            json.writeNumber(decimal.toPlainString());
        } else if (number instanceof Double real) {
            writeReal(json, real, real.toString());
        } else if (number instanceof Float real) {
            writeReal(json, real.doubleValue(), real.toString());
        } else {
            json.writeNumber(number.longValue());
        }
    }

    private static void writeReal(JsonGenerator json, double value, String decimal) throws IOException {
        if (Double.isNaN(value)) {
            json.writeNull();
        } else if (Double.isInfinite(value)) {
            json.writeString(decimal);
        } else {
            json.writeNumber(decimal);
        }
    }

    private static void writeBytes(JsonGenerator json, byte[] bytes) throws IOException {
        json.writeStartArray();
        for (byte signed : bytes) {
            json.writeNumber(signed);
        }
        json.writeEndArray();
    }

    private static void writeArray(JsonGenerator json, scala.collection.Iterable<?> elements) throws IOException {
        json.writeStartArray();
        for (scala.collection.Iterator<?> i = elements.iterator(); i.hasNext(); ) {
            write(json, i.next());
        }
        json.writeEndArray();
    }

    private static void writeMap(JsonGenerator json, scala.collection.Map<?, ?> map) throws IOException {
        json.writeStartObject();
        for (scala.collection.Iterator<?> i = map.iterator(); i.hasNext(); ) {
            scala.Tuple2<?, ?> entry = (scala.Tuple2<?, ?>) i.next();
            json.writeFieldName(key(entry._1()));
            write(json, entry._2());
        }
        json.writeEndObject();
    }

    /** A key that is not a scalar becomes the JSON of its value, because the name of a member is a string. */
    private static String key(Object key) {
        boolean nested = key instanceof byte[] || key instanceof Row || key instanceof scala.collection.Iterable<?>;
        return nested ? JsonText.of(json -> write(json, key)) : CellString.of(key);
    }

    private static void writeStruct(JsonGenerator json, Row struct) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("schema");
        if (struct.schema() != null) {
            StructJson.writeFields(json, struct.schema());
        }
        json.writeEndArray();
        json.writeFieldName("values");
        writeCells(json, struct);
        json.writeEndObject();
    }

    private static boolean isVariant(Object value) {
        // By name: the class is not there before Spark 4.
        return value.getClass().getName().equals("org.apache.spark.unsafe.types.VariantVal");
    }
}
