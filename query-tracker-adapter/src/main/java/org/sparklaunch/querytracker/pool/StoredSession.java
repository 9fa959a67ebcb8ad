package org.sparklaunch.querytracker.pool;

import org.sparklaunch.querytracker.token.TokenHash;

/**
 * A session as it is stored across restarts of the tracker.
 *
 * @param name unique; stored before the session is created, so that no session is lost
 * @param token hash of its current token
 */
public record StoredSession(String name, SessionKey key, TokenHash token) {}
