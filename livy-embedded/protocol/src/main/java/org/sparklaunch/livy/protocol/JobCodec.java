package org.sparklaunch.livy.protocol;

import static org.sparklaunch.livy.protocol.Fields.readConstant;
import static org.sparklaunch.livy.protocol.Fields.readOptionalText;
import static org.sparklaunch.livy.protocol.Fields.readText;
import static org.sparklaunch.livy.protocol.Fields.writeConstant;
import static org.sparklaunch.livy.protocol.Fields.writeOptionalText;
import static org.sparklaunch.livy.protocol.Fields.writeText;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Jobs of Livy's programmatic API, and the jars and files that come with them. */
final class JobCodec implements MessageFamily {
    private static final int JOB_STARTED = 7;
    private static final int JOB_FINISHED = 8;
    private static final int RESOURCE_ADDED = 9;

    private static final int RUN_JOB = 6;
    private static final int CANCEL_JOB = 7;
    private static final int ADD_RESOURCE = 8;

    // Java 17 has no pattern switch yet.
    @Override
    public boolean write(DriverMessage message, DataOutput out) throws IOException {
        if (message instanceof DriverMessage.JobStarted m) {
            out.writeByte(JOB_STARTED);
            out.writeLong(m.sequence());
            out.writeInt(m.job());
        } else if (message instanceof DriverMessage.JobFinished m) {
            out.writeByte(JOB_FINISHED);
            out.writeLong(m.sequence());
            out.writeInt(m.job());
            writeConstant(m.state(), out);
            writeOptionalText(m.result(), out);
            writeOptionalText(m.error(), out);
        } else if (message instanceof DriverMessage.ResourceAdded m) {
            out.writeByte(RESOURCE_ADDED);
            out.writeLong(m.sequence());
            out.writeInt(m.request());
            writeOptionalText(m.error(), out);
        } else {
            return false;
        }
        return true;
    }

    @Override
    public boolean write(ServerMessage message, DataOutput out) throws IOException {
        if (message instanceof ServerMessage.RunJob m) {
            out.writeByte(RUN_JOB);
            out.writeInt(m.job());
            writeConstant(m.kind(), out);
            writeText(m.payload(), out);
        } else if (message instanceof ServerMessage.CancelJob m) {
            out.writeByte(CANCEL_JOB);
            out.writeInt(m.job());
        } else if (message instanceof ServerMessage.AddResource m) {
            out.writeByte(ADD_RESOURCE);
            out.writeInt(m.request());
            writeConstant(m.type(), out);
            writeText(m.uri(), out);
        } else {
            return false;
        }
        return true;
    }

    @Override
    public @Nullable DriverMessage readDriverMessage(int type, DataInput in) throws IOException {
        return switch (type) {
            case JOB_STARTED -> new DriverMessage.JobStarted(in.readLong(), in.readInt());
            case JOB_FINISHED ->
                new DriverMessage.JobFinished(
                        in.readLong(),
                        in.readInt(),
                        readConstant(JobState.class, in),
                        readOptionalText(in),
                        readOptionalText(in));
            case RESOURCE_ADDED -> new DriverMessage.ResourceAdded(in.readLong(), in.readInt(), readOptionalText(in));
            default -> null;
        };
    }

    @Override
    public @Nullable ServerMessage readServerMessage(int type, DataInput in) throws IOException {
        return switch (type) {
            case RUN_JOB -> new ServerMessage.RunJob(in.readInt(), readConstant(SessionKind.class, in), readText(in));
            case CANCEL_JOB -> new ServerMessage.CancelJob(in.readInt());
            case ADD_RESOURCE ->
                new ServerMessage.AddResource(in.readInt(), readConstant(ResourceType.class, in), readText(in));
            default -> null;
        };
    }
}
