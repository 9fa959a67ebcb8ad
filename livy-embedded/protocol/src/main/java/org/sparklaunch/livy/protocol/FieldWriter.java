package org.sparklaunch.livy.protocol;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the components of a message in order; {@link FieldReader} reads them in the same order. */
final class FieldWriter {
    private final DataOutput out;

    FieldWriter(DataOutput out) {
        this.out = out;
    }

    FieldWriter int32(int value) throws IOException {
        out.writeInt(value);
        return this;
    }

    FieldWriter int64(long value) throws IOException {
        out.writeLong(value);
        return this;
    }

    FieldWriter float64(double value) throws IOException {
        out.writeDouble(value);
        return this;
    }

    /** {@link DataOutput#writeUTF} ends at 64 KiB; code and outputs do not. */
    FieldWriter string(String value) throws IOException {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    FieldWriter bytes(byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
        return this;
    }

    FieldWriter optionalString(@Nullable String value) throws IOException {
        out.writeBoolean(value != null);
        return value == null ? this : string(value);
    }

    FieldWriter strings(List<String> values) throws IOException {
        out.writeInt(values.size());
        for (String value : values) {
            string(value);
        }
        return this;
    }

    /** Sorted by key, so that equal messages have equal bytes. */
    FieldWriter pairs(Map<String, String> values) throws IOException {
        out.writeInt(values.size());
        for (Map.Entry<String, String> value : new TreeMap<>(values).entrySet()) {
            string(value.getKey()).string(value.getValue());
        }
        return this;
    }

    /** Sorted by key, as {@link #pairs} is. */
    FieldWriter pairsByName(Map<String, Map<String, String>> values) throws IOException {
        out.writeInt(values.size());
        for (Map.Entry<String, Map<String, String>> value : new TreeMap<>(values).entrySet()) {
            string(value.getKey()).pairs(value.getValue());
        }
        return this;
    }

    FieldWriter constant(Enum<?> value) throws IOException {
        out.writeUTF(value.name());
        return this;
    }
}
