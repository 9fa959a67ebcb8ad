package org.sparklaunch.livy.server.session;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.protocol.StatementState;
import org.sparklaunch.livy.protocol.TaskCounts;

/**
 * One statement at one moment.
 *
 * @param output Livy's output object as JSON text, unless it is in the file
 * @param file holds an output that is too large for the memory
 * @param counts what Spark has done for it, as far as it was told
 * @param started epoch milliseconds, 0 until known, likewise {@code completed}
 */
public record Statement(
        int id,
        SessionKind kind,
        String code,
        StatementState state,
        @Nullable String output,
        @Nullable Path file,
        double progress,
        TaskCounts counts,
        long started,
        long completed) {

    /** Returns Livy's output object as JSON, from memory or its file. */
    @Override
    public @Nullable String output() {
        return file == null ? output : OutputFiles.read(file);
    }

    static Statement waiting(int id, SessionKind kind, String code) {
        return new Statement(id, kind, code, StatementState.WAITING, null, null, 0.0, TaskCounts.NONE, 0, 0);
    }

    Statement started(long at) {
        // A cancel that crossed the start on its way stays visible.
        StatementState next = state == StatementState.CANCELLING ? state : StatementState.RUNNING;
        return new Statement(id, kind, code, next, null, null, progress, counts, at, 0);
    }

    Statement cancelling() {
        return new Statement(id, kind, code, StatementState.CANCELLING, output, file, progress, counts, started, 0);
    }

    Statement progress(double fraction, TaskCounts now) {
        return new Statement(id, kind, code, state, output, file, fraction, now, started, completed);
    }

    Statement finished(StatementState end, @Nullable String result, @Nullable Path resultFile, long at) {
        return new Statement(id, kind, code, end, result, resultFile, 1.0, counts, started, at);
    }

    /** Returns whether the output is too large for memory. */
    public boolean isLarge() {
        return file != null;
    }

    /** Returns whether the state is final. */
    public boolean isFinal() {
        return state.isFinal();
    }
}
