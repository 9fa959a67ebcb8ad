package org.sparklaunch.livy.protocol;

import static org.sparklaunch.livy.protocol.Fields.readOptionalText;
import static org.sparklaunch.livy.protocol.Fields.readText;
import static org.sparklaunch.livy.protocol.Fields.writeOptionalText;
import static org.sparklaunch.livy.protocol.Fields.writeText;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Whole results, which travel over connections of their own. */
final class ResultCodec implements MessageFamily {
    private static final int RESULT_OPENED = 11;
    private static final int RESULT_LINES = 12;
    private static final int RESULT_ENDED = 13;

    private static final int SEND_RESULT = 12;

    // Java 17 has no pattern switch yet.
    @Override
    public boolean write(DriverMessage message, DataOutput out) throws IOException {
        if (message instanceof DriverMessage.ResultOpened m) {
            out.writeByte(RESULT_OPENED);
            writeText(m.ticket(), out);
        } else if (message instanceof DriverMessage.ResultLines m) {
            out.writeByte(RESULT_LINES);
            writeText(m.lines(), out);
        } else if (message instanceof DriverMessage.ResultEnded m) {
            out.writeByte(RESULT_ENDED);
            writeOptionalText(m.failure(), out);
        } else {
            return false;
        }
        return true;
    }

    @Override
    public boolean write(ServerMessage message, DataOutput out) throws IOException {
        if (message instanceof ServerMessage.SendResult m) {
            out.writeByte(SEND_RESULT);
            writeText(m.ticket(), out);
            out.writeInt(m.statement());
        } else {
            return false;
        }
        return true;
    }

    @Override
    public @Nullable DriverMessage readDriverMessage(int type, DataInput in) throws IOException {
        return switch (type) {
            case RESULT_OPENED -> new DriverMessage.ResultOpened(readText(in));
            case RESULT_LINES -> new DriverMessage.ResultLines(readText(in));
            case RESULT_ENDED -> new DriverMessage.ResultEnded(readOptionalText(in));
            default -> null;
        };
    }

    @Override
    public @Nullable ServerMessage readServerMessage(int type, DataInput in) throws IOException {
        return switch (type) {
            case SEND_RESULT -> new ServerMessage.SendResult(readText(in), in.readInt());
            default -> null;
        };
    }
}
