package org.sparklaunch.querytracker.pool;

import org.sparklaunch.querytracker.token.TokenHash;

/**
 * What is remembered of a session across a restart of the tracker.
 *
 * @param name unique; written before the session is asked for, so that none is ever lost
 * @param token the hash under which its token was registered last
 */
public record StoredSession(String name, SessionKey key, TokenHash token) {}
