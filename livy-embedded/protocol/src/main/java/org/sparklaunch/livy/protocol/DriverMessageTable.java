package org.sparklaunch.livy.protocol;

import java.io.IOException;
import java.util.List;
import org.sparklaunch.livy.protocol.DriverMessage.Candidates;
import org.sparklaunch.livy.protocol.DriverMessage.GuestEnded;
import org.sparklaunch.livy.protocol.DriverMessage.Hello;
import org.sparklaunch.livy.protocol.DriverMessage.JobFinished;
import org.sparklaunch.livy.protocol.DriverMessage.JobStarted;
import org.sparklaunch.livy.protocol.DriverMessage.ResourceAdded;
import org.sparklaunch.livy.protocol.DriverMessage.ResourcesUsed;
import org.sparklaunch.livy.protocol.DriverMessage.ResultEnded;
import org.sparklaunch.livy.protocol.DriverMessage.ResultLines;
import org.sparklaunch.livy.protocol.DriverMessage.ResultOpened;
import org.sparklaunch.livy.protocol.DriverMessage.SessionFailed;
import org.sparklaunch.livy.protocol.DriverMessage.SessionReady;
import org.sparklaunch.livy.protocol.DriverMessage.StatementFinished;
import org.sparklaunch.livy.protocol.DriverMessage.StatementProgress;
import org.sparklaunch.livy.protocol.DriverMessage.StatementStarted;

/** Holds the wire format of each {@link DriverMessage}. Every change of it raises {@link Handshake#VERSION}. */
final class DriverMessageTable {
    static final MessageTable<DriverMessage> TABLE = new MessageTable<>(
            "driver",
            DriverMessage.class,
            List.of(
                    new MessageFormat<>(
                            1,
                            Hello.class,
                            (m, out) -> out.int64(m.pid())
                                    .int32(m.lastAcceptedStatement())
                                    .int32(m.lastAcceptedJob()),
                            in -> new Hello(in.int64(), in.int32(), in.int32())),
                    new MessageFormat<>(
                            2,
                            SessionReady.class,
                            (m, out) -> out.int64(m.sequence())
                                    .string(m.applicationId())
                                    .optionalString(m.uiUrl()),
                            in -> new SessionReady(in.int64(), in.string(), in.optionalString())),
                    new MessageFormat<>(
                            3,
                            SessionFailed.class,
                            (m, out) -> out.int64(m.sequence()).string(m.reason()),
                            in -> new SessionFailed(in.int64(), in.string())),
                    new MessageFormat<>(
                            4,
                            StatementStarted.class,
                            (m, out) ->
                                    out.int64(m.sequence()).int32(m.statement()).int64(m.startedAt()),
                            in -> new StatementStarted(in.int64(), in.int32(), in.int64())),
                    new MessageFormat<>(
                            5,
                            StatementFinished.class,
                            (m, out) -> out.int64(m.sequence())
                                    .int32(m.statement())
                                    .constant(m.state())
                                    .optionalString(m.output())
                                    .int64(m.completedAt()),
                            in -> new StatementFinished(
                                    in.int64(),
                                    in.int32(),
                                    in.constant(StatementState.class),
                                    in.optionalString(),
                                    in.int64())),
                    new MessageFormat<>(
                            6,
                            StatementProgress.class,
                            (m, out) -> writeCounts(
                                    m.counts(), out.int32(m.statement()).float64(m.fraction())),
                            in -> new StatementProgress(in.int32(), in.float64(), readCounts(in))),
                    new MessageFormat<>(
                            7,
                            JobStarted.class,
                            (m, out) -> out.int64(m.sequence()).int32(m.job()),
                            in -> new JobStarted(in.int64(), in.int32())),
                    new MessageFormat<>(
                            8,
                            JobFinished.class,
                            (m, out) -> out.int64(m.sequence())
                                    .int32(m.job())
                                    .constant(m.state())
                                    .optionalString(m.result())
                                    .optionalString(m.error()),
                            in -> new JobFinished(
                                    in.int64(),
                                    in.int32(),
                                    in.constant(JobState.class),
                                    in.optionalString(),
                                    in.optionalString())),
                    new MessageFormat<>(
                            9,
                            ResourceAdded.class,
                            (m, out) ->
                                    out.int64(m.sequence()).int32(m.request()).optionalString(m.error()),
                            in -> new ResourceAdded(in.int64(), in.int32(), in.optionalString())),
                    new MessageFormat<>(
                            10,
                            Candidates.class,
                            (m, out) -> out.int64(m.request()).strings(m.names()),
                            in -> new Candidates(in.int64(), in.strings())),
                    new MessageFormat<>(
                            11,
                            ResultOpened.class,
                            (m, out) -> out.string(m.transfer()),
                            in -> new ResultOpened(in.string())),
                    new MessageFormat<>(
                            12,
                            ResultLines.class,
                            (m, out) -> out.string(m.lines()),
                            in -> new ResultLines(in.string())),
                    new MessageFormat<>(
                            13,
                            ResultEnded.class,
                            (m, out) -> out.optionalString(m.failure()),
                            in -> new ResultEnded(in.optionalString())),
                    new MessageFormat<>(
                            14,
                            GuestEnded.class,
                            (m, out) -> out.int64(m.sequence()).string(m.guest()),
                            in -> new GuestEnded(in.int64(), in.string())),
                    new MessageFormat<>(
                            15,
                            ResourcesUsed.class,
                            (m, out) -> out.int64(m.sequence())
                                    .int32(m.statement())
                                    .int32(m.job())
                                    .strings(m.reads())
                                    .strings(m.writes()),
                            in -> new ResourcesUsed(in.int64(), in.int32(), in.int32(), in.strings(), in.strings()))));

    private DriverMessageTable() {}

    private static void writeCounts(TaskCounts counts, FieldWriter out) throws IOException {
        out.int32(counts.stages())
                .int32(counts.stagesDone())
                .int32(counts.tasks())
                .int32(counts.tasksDone())
                .int64(counts.rows());
    }

    private static TaskCounts readCounts(FieldReader in) throws IOException {
        return new TaskCounts(in.int32(), in.int32(), in.int32(), in.int32(), in.int64());
    }
}
