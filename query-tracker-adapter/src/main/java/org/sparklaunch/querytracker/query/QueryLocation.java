package org.sparklaunch.querytracker.query;

import org.jspecify.annotations.Nullable;

/**
 * Where a query runs, as far as known.
 *
 * @param verdict {@code reused}, or {@code new: } and the reason
 * @param waiting why it has no session yet, or what is away; null when it waits for nothing but its statements
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

    /** Returns the same place with what the query waits for there; null for nothing. */
    public QueryLocation waiting(@Nullable String reason) {
        return new QueryLocation(verdict, reason, sessionName, sessionId, statementId);
    }

    public QueryLocation at(int statement) {
        return new QueryLocation(verdict, null, sessionName, sessionId, statement);
    }
}
