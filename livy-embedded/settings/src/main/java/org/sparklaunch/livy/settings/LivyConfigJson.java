package org.sparklaunch.livy.settings;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.platform.quantity.MemorySize;
import org.sparklaunch.platform.quantity.TimeString;

/** How the values of a {@link LivyConfig} stand in JSON. The keys are the names of the record's components. */
final class LivyConfigJson {
    /** Reads only the exact type: a number is not accepted for a string, nor a string for a number. */
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(LogicalType.Textual, texts -> {
                texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                texts.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                texts.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            })
            // Fields, not accessors: an accessor may answer what a setting means at the moment.
            .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .addModule(texts())
            .build();

    private LivyConfigJson() {}

    private static SimpleModule texts() {
        SimpleModule module = new SimpleModule();
        add(module, MemorySize.class, MemorySize::toOption, MemorySize::parse);
        add(module, Duration.class, TimeString::format, TimeString::parse);
        add(module, Path.class, Path::toString, Path::of);
        add(module, SessionKind.class, SessionKind::wireName, LivyConfigJson::kind);
        return module;
    }

    private static SessionKind kind(String name) {
        return SessionKind.parse(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + name + "' is not a kind of session; give spark, pyspark, sparkr or sql"));
    }

    private static <T> void add(
            SimpleModule module, Class<T> type, Function<T, String> print, Function<String, T> parse) {
        module.addSerializer(type, new Printer<>(type, print));
        module.addDeserializer(type, new Parser<>(type, parse));
    }

    private static final class Printer<T> extends StdSerializer<T> {
        private final transient Function<T, String> print;

        Printer(Class<T> type, Function<T, String> print) {
            super(type);
            this.print = print;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(print.apply(value));
        }
    }

    private static final class Parser<T> extends StdDeserializer<T> {
        private final transient Function<String, T> parse;

        Parser(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return parse.apply(context.readValue(json, String.class));
        }
    }
}
