package org.sparklaunch.livy.protocol;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes and reads the body of one frame: a type byte, then the record's components in order. */
final class MessageCodec {
    private static final int HELLO = 1;
    private static final int SESSION_READY = 2;
    private static final int SESSION_FAILED = 3;
    private static final int STATEMENT_STARTED = 4;
    private static final int STATEMENT_FINISHED = 5;
    private static final int STATEMENT_PROGRESS = 6;
    private static final int JOB_STARTED = 7;
    private static final int JOB_FINISHED = 8;
    private static final int RESOURCE_ADDED = 9;
    private static final int CANDIDATES = 10;
    private static final int RESULT_OPENED = 11;
    private static final int RESULT_LINES = 12;
    private static final int RESULT_ENDED = 13;

    private static final int WELCOME = 1;
    private static final int ACKNOWLEDGE = 2;
    private static final int RUN_STATEMENT = 3;
    private static final int CANCEL_STATEMENT = 4;
    private static final int SHUTDOWN = 5;
    private static final int RUN_JOB = 6;
    private static final int CANCEL_JOB = 7;
    private static final int ADD_RESOURCE = 8;
    private static final int HOLD_TO_POLICY = 9;
    private static final int COMPLETE = 10;
    private static final int CLAIM = 11;
    private static final int SEND_RESULT = 12;

    private MessageCodec() {}

    static void write(DriverMessage message, DataOutput out) throws IOException {
        // Java 17 has no pattern switch yet; the last branch cannot be another type, the interface is sealed.
        if (message instanceof DriverMessage.Hello m) {
            out.writeByte(HELLO);
            out.writeLong(m.pid());
            out.writeInt(m.lastAcceptedStatement());
            out.writeInt(m.lastAcceptedJob());
        } else if (message instanceof DriverMessage.StatementProgress m) {
            out.writeByte(STATEMENT_PROGRESS);
            out.writeInt(m.statement());
            out.writeDouble(m.fraction());
            writeCounts(m.counts(), out);
        } else if (message instanceof DriverMessage.Candidates m) {
            out.writeByte(CANDIDATES);
            out.writeLong(m.request());
            writeTexts(m.names(), out);
        } else if (message instanceof DriverMessage.Event event) {
            writeEvent(event, out);
        } else {
            writeResult(message, out);
        }
    }

    private static void writeResult(DriverMessage message, DataOutput out) throws IOException {
        if (message instanceof DriverMessage.ResultOpened m) {
            out.writeByte(RESULT_OPENED);
            writeText(m.ticket(), out);
        } else if (message instanceof DriverMessage.ResultLines m) {
            out.writeByte(RESULT_LINES);
            writeText(m.lines(), out);
        } else if (message instanceof DriverMessage.ResultEnded m) {
            out.writeByte(RESULT_ENDED);
            writeOptionalText(m.failure(), out);
        }
    }

    private static void writeEvent(DriverMessage.Event event, DataOutput out) throws IOException {
        if (event instanceof DriverMessage.SessionReady e) {
            out.writeByte(SESSION_READY);
            out.writeLong(e.sequence());
            writeText(e.applicationId(), out);
            writeOptionalText(e.uiUrl(), out);
        } else if (event instanceof DriverMessage.SessionFailed e) {
            out.writeByte(SESSION_FAILED);
            out.writeLong(e.sequence());
            writeText(e.reason(), out);
        } else if (event instanceof DriverMessage.StatementStarted e) {
            out.writeByte(STATEMENT_STARTED);
            out.writeLong(e.sequence());
            out.writeInt(e.statement());
            out.writeLong(e.startedAt());
        } else if (event instanceof DriverMessage.StatementFinished e) {
            out.writeByte(STATEMENT_FINISHED);
            out.writeLong(e.sequence());
            out.writeInt(e.statement());
            out.writeUTF(e.state().name());
            writeOptionalText(e.output(), out);
            out.writeLong(e.completedAt());
        } else {
            writeJobEvent(event, out);
        }
    }

    private static void writeJobEvent(DriverMessage.Event event, DataOutput out) throws IOException {
        if (event instanceof DriverMessage.JobStarted e) {
            out.writeByte(JOB_STARTED);
            out.writeLong(e.sequence());
            out.writeInt(e.job());
        } else if (event instanceof DriverMessage.JobFinished e) {
            out.writeByte(JOB_FINISHED);
            out.writeLong(e.sequence());
            out.writeInt(e.job());
            out.writeUTF(e.state().name());
            writeOptionalText(e.result(), out);
            writeOptionalText(e.error(), out);
        } else if (event instanceof DriverMessage.ResourceAdded e) {
            out.writeByte(RESOURCE_ADDED);
            out.writeLong(e.sequence());
            out.writeInt(e.request());
            writeOptionalText(e.error(), out);
        }
    }

    static DriverMessage readDriverMessage(DataInput in) throws IOException {
        int type = in.readUnsignedByte();
        return switch (type) {
            case HELLO -> new DriverMessage.Hello(in.readLong(), in.readInt(), in.readInt());
            case SESSION_READY -> new DriverMessage.SessionReady(in.readLong(), readText(in), readOptionalText(in));
            case SESSION_FAILED -> new DriverMessage.SessionFailed(in.readLong(), readText(in));
            case STATEMENT_STARTED -> new DriverMessage.StatementStarted(in.readLong(), in.readInt(), in.readLong());
            case STATEMENT_FINISHED ->
                new DriverMessage.StatementFinished(
                        in.readLong(),
                        in.readInt(),
                        constant(StatementState.class, in),
                        readOptionalText(in),
                        in.readLong());
            case JOB_STARTED -> new DriverMessage.JobStarted(in.readLong(), in.readInt());
            case JOB_FINISHED ->
                new DriverMessage.JobFinished(
                        in.readLong(),
                        in.readInt(),
                        constant(JobState.class, in),
                        readOptionalText(in),
                        readOptionalText(in));
            case RESOURCE_ADDED -> new DriverMessage.ResourceAdded(in.readLong(), in.readInt(), readOptionalText(in));
            case STATEMENT_PROGRESS ->
                new DriverMessage.StatementProgress(in.readInt(), in.readDouble(), readCounts(in));
            case CANDIDATES -> new DriverMessage.Candidates(in.readLong(), readTexts(in));
            case RESULT_OPENED -> new DriverMessage.ResultOpened(readText(in));
            case RESULT_LINES -> new DriverMessage.ResultLines(readText(in));
            case RESULT_ENDED -> new DriverMessage.ResultEnded(readOptionalText(in));
            default -> throw new ProtocolException("unknown driver message type " + type);
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

    static void write(ServerMessage message, DataOutput out) throws IOException {
        if (message instanceof ServerMessage.Welcome m) {
            out.writeByte(WELCOME);
            out.writeLong(m.lastEvent());
        } else if (message instanceof ServerMessage.Acknowledge m) {
            out.writeByte(ACKNOWLEDGE);
            out.writeLong(m.event());
        } else if (message instanceof ServerMessage.RunStatement m) {
            out.writeByte(RUN_STATEMENT);
            out.writeInt(m.statement());
            out.writeUTF(m.kind().name());
            writeText(m.code(), out);
        } else if (message instanceof ServerMessage.CancelStatement m) {
            out.writeByte(CANCEL_STATEMENT);
            out.writeInt(m.statement());
        } else if (message instanceof ServerMessage.HoldToPolicy m) {
            out.writeByte(HOLD_TO_POLICY);
            writeText(m.user(), out);
            writeText(m.policy(), out);
        } else if (message instanceof ServerMessage.Complete m) {
            out.writeByte(COMPLETE);
            out.writeLong(m.request());
            out.writeUTF(m.kind().name());
            writeText(m.code(), out);
            out.writeInt(m.cursor());
        } else if (message instanceof ServerMessage.SendResult m) {
            out.writeByte(SEND_RESULT);
            writeText(m.ticket(), out);
            out.writeInt(m.statement());
        } else if (message instanceof ServerMessage.Shutdown) {
            out.writeByte(SHUTDOWN);
        } else if (message instanceof ServerMessage.Claim m) {
            out.writeByte(CLAIM);
            writePairs(m.settings(), out);
        } else {
            writeJobOrder(message, out);
        }
    }

    private static void writeJobOrder(ServerMessage message, DataOutput out) throws IOException {
        if (message instanceof ServerMessage.RunJob m) {
            out.writeByte(RUN_JOB);
            out.writeInt(m.job());
            out.writeUTF(m.kind().name());
            writeText(m.payload(), out);
        } else if (message instanceof ServerMessage.CancelJob m) {
            out.writeByte(CANCEL_JOB);
            out.writeInt(m.job());
        } else if (message instanceof ServerMessage.AddResource m) {
            out.writeByte(ADD_RESOURCE);
            out.writeInt(m.request());
            out.writeUTF(m.type().name());
            writeText(m.uri(), out);
        }
    }

    static ServerMessage readServerMessage(DataInput in) throws IOException {
        int type = in.readUnsignedByte();
        return switch (type) {
            case WELCOME -> new ServerMessage.Welcome(in.readLong());
            case ACKNOWLEDGE -> new ServerMessage.Acknowledge(in.readLong());
            case RUN_STATEMENT ->
                new ServerMessage.RunStatement(in.readInt(), constant(SessionKind.class, in), readText(in));
            case CANCEL_STATEMENT -> new ServerMessage.CancelStatement(in.readInt());
            case HOLD_TO_POLICY -> new ServerMessage.HoldToPolicy(readText(in), readText(in));
            case CLAIM -> new ServerMessage.Claim(readPairs(in));
            case SHUTDOWN -> new ServerMessage.Shutdown();
            case RUN_JOB -> new ServerMessage.RunJob(in.readInt(), constant(SessionKind.class, in), readText(in));
            case CANCEL_JOB -> new ServerMessage.CancelJob(in.readInt());
            case ADD_RESOURCE ->
                new ServerMessage.AddResource(in.readInt(), constant(ResourceType.class, in), readText(in));
            case COMPLETE ->
                new ServerMessage.Complete(in.readLong(), constant(SessionKind.class, in), readText(in), in.readInt());
            case SEND_RESULT -> new ServerMessage.SendResult(readText(in), in.readInt());
            default -> throw new ProtocolException("unknown server message type " + type);
        };
    }

    private static <E extends Enum<E>> E constant(Class<E> type, DataInput in) throws IOException {
        String name = in.readUTF();
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("unknown " + type.getSimpleName() + " " + name);
        }
    }

    /** {@link DataOutput#writeUTF} ends at 64 KiB; code and outputs do not. */
    static void writeText(String text, DataOutput out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String readText(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > DriverConnection.MAX_FRAME_BYTES) {
            throw new ProtocolException("text of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void writeTexts(List<String> texts, DataOutput out) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            writeText(text, out);
        }
    }

    private static List<String> readTexts(DataInput in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(readText(in));
        }
        return texts;
    }

    private static void writePairs(Map<String, String> texts, DataOutput out) throws IOException {
        out.writeInt(texts.size());
        for (Map.Entry<String, String> text : texts.entrySet()) {
            writeText(text.getKey(), out);
            writeText(text.getValue(), out);
        }
    }

    private static Map<String, String> readPairs(DataInput in) throws IOException {
        int count = in.readInt();
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < count; i++) {
            texts.put(readText(in), readText(in));
        }
        return texts;
    }

    private static void writeOptionalText(@Nullable String text, DataOutput out) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            writeText(text, out);
        }
    }

    private static @Nullable String readOptionalText(DataInput in) throws IOException {
        return in.readBoolean() ? readText(in) : null;
    }
}
