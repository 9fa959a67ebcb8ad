package org.sparklaunch.livy.driver.query;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Base64;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.row.CellString;

/**
 * Writes rows so that a reader with the schema loses nothing. Decimals are strings, bytes Base64, dates and times ISO 8601
 * (timestamps in UTC), {@code NaN}, {@code Infinity}, {@code -Infinity} and {@code -0.0} strings, maps arrays of pairs, structs arrays.
 */
final class ExactRows {
    private ExactRows() {}

    static void write(JsonGenerator json, Row row) throws IOException {
        json.writeStartArray();
        for (int i = 0; i < row.length(); i++) {
            writeCell(json, row.get(i));
        }
        json.writeEndArray();
    }

    private static void writeCell(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Number number) {
            writeNumber(json, number);
        } else if (value instanceof byte[] bytes) {
            json.writeString(Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof Row struct) {
            write(json, struct);
        } else if (value instanceof scala.collection.Map<?, ?> map) {
            writeMap(json, map);
        } else if (value instanceof scala.collection.Iterable<?> elements) {
            writeArray(json, elements);
        } else {
            json.writeString(CellString.of(value));
        }
    }

    private static void writeNumber(JsonGenerator json, Number number) throws IOException {
        if (number instanceof BigDecimal decimal) {
            json.writeString(decimal.toPlainString());
        } else if (number instanceof Double || number instanceof Float) {
            // Readers of JSON numbers lose the sign of a negative zero.
            if (Double.isFinite(number.doubleValue()) && !number.toString().equals("-0.0")) {
                json.writeNumber(number.toString());
            } else {
                json.writeString(number.toString());
            }
        } else {
            json.writeNumber(number.longValue());
        }
    }

    private static void writeArray(JsonGenerator json, scala.collection.Iterable<?> elements) throws IOException {
        json.writeStartArray();
        for (scala.collection.Iterator<?> i = elements.iterator(); i.hasNext(); ) {
            writeCell(json, i.next());
        }
        json.writeEndArray();
    }

    private static void writeMap(JsonGenerator json, scala.collection.Map<?, ?> map) throws IOException {
        json.writeStartArray();
        for (scala.collection.Iterator<?> i = map.iterator(); i.hasNext(); ) {
            scala.Tuple2<?, ?> entry = (scala.Tuple2<?, ?>) i.next();
            json.writeStartArray();
            writeCell(json, entry._1());
            writeCell(json, entry._2());
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
