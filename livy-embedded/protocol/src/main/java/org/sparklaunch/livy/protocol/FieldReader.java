package org.sparklaunch.livy.protocol;

import java.io.DataInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link FieldWriter} wrote. Lengths are checked before memory is allocated for them. */
final class FieldReader {
    private final DataInput in;

    FieldReader(DataInput in) {
        this.in = in;
    }

    int int32() throws IOException {
        return in.readInt();
    }

    long int64() throws IOException {
        return in.readLong();
    }

    double float64() throws IOException {
        return in.readDouble();
    }

    String string() throws IOException {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    byte[] bytes() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > DriverConnection.MAX_FRAME_BYTES) {
            throw new ProtocolException(
                    "field of " + length + " bytes, allowed are 0 to " + DriverConnection.MAX_FRAME_BYTES);
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    @Nullable
    String optionalString() throws IOException {
        return in.readBoolean() ? string() : null;
    }

    List<String> strings() throws IOException {
        List<String> values = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            values.add(string());
        }
        return values;
    }

    Map<String, String> pairs() throws IOException {
        Map<String, String> values = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            values.put(string(), string());
        }
        return values;
    }

    Map<String, Map<String, String>> pairsByName() throws IOException {
        Map<String, Map<String, String>> values = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            values.put(string(), pairs());
        }
        return values;
    }

    <E extends Enum<E>> E constant(Class<E> type) throws IOException {
        String name = in.readUTF();
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("unknown " + type.getSimpleName() + " " + name);
        }
    }
}
