package org.sparklaunch.livy.driver.scala;

import java.sql.Date;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import org.json4s.Formats;
import org.json4s.JValue;
import org.json4s.Serializer;
import org.json4s.reflect.TypeInfo;
import scala.Function1;
import scala.PartialFunction;
import scala.Tuple2;
import scala.runtime.AbstractPartialFunction;

/** Shows dates of rows as text. Left to itself json4s writes an empty object or fails, as in Livy. */
final class DateText implements Serializer<Object> {
    private final ScalaSupport line;

    DateText(ScalaSupport line) {
        this.line = line;
    }

    @Override
    public PartialFunction<Tuple2<TypeInfo, JValue>, Object> deserialize(Formats formats) {
        return scala.PartialFunction$.MODULE$.empty();
    }

    @Override
    public PartialFunction<Object, JValue> serialize(Formats formats) {
        return new AbstractPartialFunction<>() {
            @Override
            public boolean isDefinedAt(Object value) {
                return value instanceof Date || value instanceof Temporal || value instanceof TemporalAmount;
            }

            @Override
            public <A1, B1> B1 applyOrElse(A1 value, Function1<A1, B1> other) {
                if (!isDefinedAt(value)) {
                    return other.apply(value);
                }
                @SuppressWarnings("unchecked") // Scala declares B1 a supertype of JValue.
                B1 text = (B1) line.jsonText(value.toString());
                return text;
            }
        };
    }
}
