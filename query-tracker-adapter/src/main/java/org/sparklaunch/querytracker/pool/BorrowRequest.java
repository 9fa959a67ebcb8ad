package org.sparklaunch.querytracker.pool;

/**
 * A wish for a session.
 *
 * @param reuse whether a session that exists will do; if not, the new one ends with the query
 * @param waitAtLimit whether to wait when all sessions of the server are in use, instead of failing
 */
public record BorrowRequest(SessionKey key, boolean reuse, boolean waitAtLimit) {}
