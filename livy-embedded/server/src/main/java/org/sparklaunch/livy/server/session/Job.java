package org.sparklaunch.livy.server.session;

import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.JobState;
import org.sparklaunch.livy.protocol.SessionKind;

/**
 * One job of the programmatic API at one moment.
 *
 * @param payload what the client sent, base64; null once the job has ended, nobody needs it then
 * @param result base64, null unless it succeeded
 * @param error a stack trace, null unless it failed
 */
public record Job(
        int id,
        SessionKind kind,
        @Nullable String payload,
        JobState state,
        @Nullable String result,
        @Nullable String error) {

    static Job sent(int id, SessionKind kind, String payload) {
        return new Job(id, kind, payload, JobState.SENT, null, null);
    }

    Job in(JobState next) {
        return new Job(id, kind, payload, next, null, null);
    }

    Job finished(JobState end, @Nullable String itsResult, @Nullable String itsError) {
        return new Job(id, kind, null, end, itsResult, itsError);
    }

    /** Whether nothing more happens to it. */
    public boolean isFinal() {
        return state.isFinal();
    }
}
