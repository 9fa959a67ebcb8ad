package org.sparklaunch.querytracker.pool;

/**
 * A request for a session.
 *
 * @param reuse whether an existing session may be used; otherwise a new session is started and ends with the query
 * @param waitAtLimit whether to wait when all sessions of the server are in use, instead of failing
 */
public record BorrowRequest(SessionKey key, boolean reuse, boolean waitAtLimit) {}
