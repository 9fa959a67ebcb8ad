package org.sparklaunch.livy.server.session;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.JobState;
import org.sparklaunch.livy.protocol.SessionKind;

/**
 * One job of the programmatic API at one moment.
 *
 * @param payload what the client sent, base64; null once the job has ended
 * @param result base64, null unless it succeeded
 * @param file holds a result that is too large for the memory
 * @param error a stack trace, null unless it failed
 */
public record Job(
        int id,
        SessionKind kind,
        @Nullable String payload,
        JobState state,
        @Nullable String result,
        @Nullable Path file,
        @Nullable String error) {

    /** Returns the result as base64, from memory or its file. */
    @Override
    public @Nullable String result() {
        return file == null ? result : OutputFiles.read(file);
    }

    /** Returns this job after the end of its session. */
    Job lost(String reason) {
        return new Job(id, kind, null, JobState.FAILED, null, null, reason);
    }

    static Job sent(int id, SessionKind kind, String payload) {
        return new Job(id, kind, payload, JobState.SENT, null, null, null);
    }

    Job in(JobState next) {
        return new Job(id, kind, payload, next, null, null, null);
    }

    Job finished(SessionEntry.JobFinished end, @Nullable Path resultFile) {
        return new Job(id, kind, null, end.state(), end.result(), resultFile, end.error());
    }

    /** Returns whether the state is final. */
    public boolean isFinal() {
        return state.isFinal();
    }
}
