package org.sparklaunch.livy.server.rest;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.protocol.StatementState;
import org.sparklaunch.livy.protocol.TaskCounts;
import org.sparklaunch.livy.server.session.Statement;

/** The body of {@code GET /sessions/N/statements/M}. */
@State(Scope.Thread)
public class StatementJsonMicro {
    private static final Statement STATEMENT = new Statement(
            7,
            SessionKind.SQL,
            "select 1",
            StatementState.AVAILABLE,
            "{\"status\":\"ok\",\"data\":{\"application/json\":\"" + "x".repeat(1024) + "\"}}",
            null,
            1.0,
            TaskCounts.NONE,
            1_700_000_000_000L,
            1_700_000_000_010L);

    /** With an output of a kilobyte. */
    @Benchmark
    public String answerOfAKilobyte() {
        return Json.text(StatementJson.of(STATEMENT));
    }
}
