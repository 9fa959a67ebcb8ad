package org.sparklaunch.querytracker.query;

import org.jspecify.annotations.Nullable;

/**
 * Where a query runs, as far as known.
 *
 * @param verdict {@code reused}, or {@code new: } and the reason
 * @param waiting why it has no session yet; null when it has one
 * @param sessionName the session's unique name
 * @param sessionId the session's id on its server
 * @param statementId the statement's id in its session; written before the statement is posted, so that a restarted tracker
 *     can tell whether the server accepted it
 */
public record QueryLocation(
        @Nullable String verdict,
        @Nullable String waiting,
        @Nullable String sessionName,
        @Nullable Integer sessionId,
        @Nullable Integer statementId) {
    /** Nothing is known. */
    public static final QueryLocation NONE = new QueryLocation(null, null, null, null, null);

    public static QueryLocation waitingFor(String reason) {
        return new QueryLocation(null, reason, null, null, null);
    }

    public QueryLocation at(int statement) {
        return new QueryLocation(verdict, null, sessionName, sessionId, statement);
    }
}
