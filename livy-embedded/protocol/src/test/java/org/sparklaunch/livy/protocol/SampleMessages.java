package org.sparklaunch.livy.protocol;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** At least one message of each type, with and without its optional components. Their bytes are recorded: add, never change. */
final class SampleMessages {

    private SampleMessages() {}

    static Stream<DriverMessage> driverMessages() {
        return Stream.of(
                new DriverMessage.Hello(4711, -1, 0),
                new DriverMessage.SessionReady(1, "app-20261121-0000", "http://127.0.0.1:4040"),
                new DriverMessage.SessionReady(2, "app-20261121-0001", null),
                new DriverMessage.SessionFailed(3, "no master: 127.0.0.1:7077"),
                new DriverMessage.StatementStarted(4, 0, 1_795_226_645_077L),
                new DriverMessage.StatementFinished(5, 0, StatementState.AVAILABLE, "{\"status\":\"ok\"}", 1L),
                new DriverMessage.StatementFinished(Long.MAX_VALUE, 1, StatementState.CANCELLED, null, 0L),
                new DriverMessage.StatementProgress(2, 0.25, new TaskCounts(3, 1, 40, 10, 1L << 40)),
                new DriverMessage.JobStarted(6, 1),
                new DriverMessage.JobFinished(7, 1, JobState.SUCCEEDED, "AQAA", null),
                new DriverMessage.JobFinished(8, 2, JobState.FAILED, null, "java.lang.IllegalStateException: no"),
                new DriverMessage.ResourceAdded(9, 3, null),
                new DriverMessage.ResourceAdded(10, 4, "no such file"),
                new DriverMessage.GuestEnded(11, "7"),
                new DriverMessage.Candidates(1, List.of()),
                new DriverMessage.Candidates(2, List.of("map", "größe")),
                new DriverMessage.ResultOpened("ticket"),
                new DriverMessage.ResultLines("[1,\"日本\"]\n"),
                new DriverMessage.ResultEnded(null),
                new DriverMessage.ResultEnded("disk full"),
                new DriverMessage.ResourcesUsed(12, 3, 0, List.of("table default.größe"), List.of()),
                new DriverMessage.ResourcesUsed(13, -1, 1, List.of(), List.of("path /lab/out", "source jdbc")));
    }

    static Stream<ServerMessage> serverMessages() {
        return Stream.of(
                new ServerMessage.Welcome(17),
                new ServerMessage.Acknowledge(18),
                new ServerMessage.RunStatement(3, SessionKind.SQL, "select 'für 日本 \uD83D\uDE00'"),
                new ServerMessage.RunStatement(4, SessionKind.SPARK, ""),
                new ServerMessage.CancelStatement(3),
                new ServerMessage.RunJob(1, SessionKind.PYSPARK, "AQAA"),
                new ServerMessage.CancelJob(1),
                new ServerMessage.AddResource(2, ResourceType.PYFILE, "file:/tmp/a.py"),
                new ServerMessage.HoldToPolicy("alice", "allow alice read database sales\n"),
                new ServerMessage.Identify("alice"),
                new ServerMessage.Complete(1, SessionKind.SPARK, "sc.paral", 8),
                new ServerMessage.Claim(Map.of()),
                new ServerMessage.Claim(Map.of("spark.sql.shuffle.partitions", "3", "livy.rsc.sql.num-rows", "ü")),
                new ServerMessage.Host(Map.of()),
                new ServerMessage.Host(Map.of("7", Map.of(), "8", Map.of("spark.sql.shuffle.partitions", "3"))),
                new ServerMessage.SendResult("ticket", 3),
                new ServerMessage.Shutdown());
    }
}
