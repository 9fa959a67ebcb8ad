package org.sparklaunch.livy.protocol;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Holds the formats of all messages of one direction. The body of a frame is a type byte, then the record's components.
 *
 * @param <M> the sealed type of the messages
 */
final class MessageTable<M> {
    private final String direction;
    private final Map<Integer, MessageFormat<? extends M>> byCode = new HashMap<>();
    private final Map<Class<?>, MessageFormat<? extends M>> byType = new HashMap<>();

    /**
     * Makes a table and checks that it is complete.
     *
     * @throws IllegalArgumentException when a type of the sealed hierarchy has no format, or two formats share a code or a
     *     type
     */
    MessageTable(String direction, Class<M> sealed, List<MessageFormat<? extends M>> formats) {
        this.direction = direction;
        for (MessageFormat<? extends M> format : formats) {
            boolean duplicate = byCode.put(format.code(), format) != null;
            if (byType.put(format.type(), format) != null || duplicate) {
                throw new IllegalArgumentException("two formats for code " + format.code() + " or " + format.type());
            }
        }
        leaves(sealed).forEach(type -> {
            if (!byType.containsKey(type)) {
                throw new IllegalArgumentException("no format for " + type);
            }
        });
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(MessageTable::leaves)
                : Stream.of(type);
    }

    void write(M message, DataOutput out) throws IOException {
        MessageFormat<? extends M> format = byType.get(message.getClass());
        if (format == null) {
            throw new IllegalStateException("no format for " + message.getClass());
        }
        out.writeByte(format.code());
        format.write(message, new FieldWriter(out));
    }

    M read(DataInput in) throws IOException {
        int code = in.readUnsignedByte();
        MessageFormat<? extends M> format = byCode.get(code);
        if (format == null) {
            throw new ProtocolException("unknown " + direction + " message type " + code);
        }
        return format.reader().read(new FieldReader(in));
    }
}
