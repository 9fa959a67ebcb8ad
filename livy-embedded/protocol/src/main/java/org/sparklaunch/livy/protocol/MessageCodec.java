package org.sparklaunch.livy.protocol;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** Writes and reads the body of one frame: a type byte, then the record's components in order. */
final class MessageCodec {
    private static final List<MessageFamily> FAMILIES =
            List.of(new StatementCodec(), new SessionCodec(), new JobCodec(), new ResultCodec());

    private MessageCodec() {}

    static void write(DriverMessage message, DataOutput out) throws IOException {
        for (MessageFamily family : FAMILIES) {
            if (family.write(message, out)) {
                return;
            }
        }
        throw new IllegalArgumentException("no family writes " + message.getClass());
    }

    static void write(ServerMessage message, DataOutput out) throws IOException {
        for (MessageFamily family : FAMILIES) {
            if (family.write(message, out)) {
                return;
            }
        }
        throw new IllegalArgumentException("no family writes " + message.getClass());
    }

    static DriverMessage readDriverMessage(DataInput in) throws IOException {
        int type = in.readUnsignedByte();
        for (MessageFamily family : FAMILIES) {
            DriverMessage read = family.readDriverMessage(type, in);
            if (read != null) {
                return read;
            }
        }
        throw new ProtocolException("unknown driver message type " + type);
    }

    static ServerMessage readServerMessage(DataInput in) throws IOException {
        int type = in.readUnsignedByte();
        for (MessageFamily family : FAMILIES) {
            ServerMessage read = family.readServerMessage(type, in);
            if (read != null) {
                return read;
            }
        }
        throw new ProtocolException("unknown server message type " + type);
    }
}
