package org.sparklaunch.querytracker.token;

import java.time.Instant;

/**
 * A token and when the server last heard that it is good. Immutable.
 *
 * @param refreshed when it was registered or refreshed last
 */
public record IssuedToken(Token token, String user, Instant refreshed) {}
