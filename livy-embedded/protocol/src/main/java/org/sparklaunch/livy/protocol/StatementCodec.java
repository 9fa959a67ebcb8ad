package org.sparklaunch.livy.protocol;

import static org.sparklaunch.livy.protocol.Fields.readConstant;
import static org.sparklaunch.livy.protocol.Fields.readOptionalText;
import static org.sparklaunch.livy.protocol.Fields.readText;
import static org.sparklaunch.livy.protocol.Fields.readTexts;
import static org.sparklaunch.livy.protocol.Fields.writeConstant;
import static org.sparklaunch.livy.protocol.Fields.writeOptionalText;
import static org.sparklaunch.livy.protocol.Fields.writeText;
import static org.sparklaunch.livy.protocol.Fields.writeTexts;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Statements, how far they are, and questions about code that is still being written. */
final class StatementCodec implements MessageFamily {
    private static final int STATEMENT_STARTED = 4;
    private static final int STATEMENT_FINISHED = 5;
    private static final int STATEMENT_PROGRESS = 6;
    private static final int CANDIDATES = 10;

    private static final int RUN_STATEMENT = 3;
    private static final int CANCEL_STATEMENT = 4;
    private static final int COMPLETE = 10;

    // Java 17 has no pattern switch yet.
    @Override
    public boolean write(DriverMessage message, DataOutput out) throws IOException {
        if (message instanceof DriverMessage.StatementStarted m) {
            out.writeByte(STATEMENT_STARTED);
            out.writeLong(m.sequence());
            out.writeInt(m.statement());
            out.writeLong(m.startedAt());
        } else if (message instanceof DriverMessage.StatementFinished m) {
            out.writeByte(STATEMENT_FINISHED);
            out.writeLong(m.sequence());
            out.writeInt(m.statement());
            writeConstant(m.state(), out);
            writeOptionalText(m.output(), out);
            out.writeLong(m.completedAt());
        } else if (message instanceof DriverMessage.StatementProgress m) {
            out.writeByte(STATEMENT_PROGRESS);
            out.writeInt(m.statement());
            out.writeDouble(m.fraction());
            writeCounts(m.counts(), out);
        } else if (message instanceof DriverMessage.Candidates m) {
            out.writeByte(CANDIDATES);
            out.writeLong(m.request());
            writeTexts(m.names(), out);
        } else {
            return false;
        }
        return true;
    }

    @Override
    public boolean write(ServerMessage message, DataOutput out) throws IOException {
        if (message instanceof ServerMessage.RunStatement m) {
            out.writeByte(RUN_STATEMENT);
            out.writeInt(m.statement());
            writeConstant(m.kind(), out);
            writeText(m.code(), out);
        } else if (message instanceof ServerMessage.CancelStatement m) {
            out.writeByte(CANCEL_STATEMENT);
            out.writeInt(m.statement());
        } else if (message instanceof ServerMessage.Complete m) {
            out.writeByte(COMPLETE);
            out.writeLong(m.request());
            writeConstant(m.kind(), out);
            writeText(m.code(), out);
            out.writeInt(m.cursor());
        } else {
            return false;
        }
        return true;
    }

    @Override
    public @Nullable DriverMessage readDriverMessage(int type, DataInput in) throws IOException {
        return switch (type) {
            case STATEMENT_STARTED -> new DriverMessage.StatementStarted(in.readLong(), in.readInt(), in.readLong());
            case STATEMENT_FINISHED ->
                new DriverMessage.StatementFinished(
                        in.readLong(),
                        in.readInt(),
                        readConstant(StatementState.class, in),
                        readOptionalText(in),
                        in.readLong());
            case STATEMENT_PROGRESS ->
                new DriverMessage.StatementProgress(in.readInt(), in.readDouble(), readCounts(in));
            case CANDIDATES -> new DriverMessage.Candidates(in.readLong(), readTexts(in));
            default -> null;
        };
    }

    @Override
    public @Nullable ServerMessage readServerMessage(int type, DataInput in) throws IOException {
        return switch (type) {
            case RUN_STATEMENT ->
                new ServerMessage.RunStatement(in.readInt(), readConstant(SessionKind.class, in), readText(in));
            case CANCEL_STATEMENT -> new ServerMessage.CancelStatement(in.readInt());
            case COMPLETE ->
                new ServerMessage.Complete(
                        in.readLong(), readConstant(SessionKind.class, in), readText(in), in.readInt());
            default -> null;
        };
    }

    private static void writeCounts(TaskCounts counts, DataOutput out) throws IOException {
        out.writeInt(counts.stages());
        out.writeInt(counts.stagesDone());
        out.writeInt(counts.tasks());
        out.writeInt(counts.tasksDone());
        out.writeLong(counts.rows());
    }

    private static TaskCounts readCounts(DataInput in) throws IOException {
        return new TaskCounts(in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readLong());
    }
}
