package org.sparklaunch.querytracker.query;

import org.jspecify.annotations.Nullable;

/**
 * Where a query runs, as far as it is known.
 *
 * @param verdict {@code reused}, or {@code new: } and the reason
 * @param waiting why it has no session yet
 * @param sessionName the session's name, unique for ever
 * @param sessionId the session's id on its server
 * @param statementId the statement's id in its session; written before the statement is posted, so that a restarted tracker
 *     can tell whether the server accepted it
 */
public record Placement(
        @Nullable String verdict,
        @Nullable String waiting,
        @Nullable String sessionName,
        @Nullable Integer sessionId,
        @Nullable Integer statementId) {
    /** Nothing is known. */
    public static final Placement NONE = new Placement(null, null, null, null, null);

    static Placement waitingFor(String reason) {
        return new Placement(null, reason, null, null, null);
    }

    Placement at(int statement) {
        return new Placement(verdict, null, sessionName, sessionId, statement);
    }
}
