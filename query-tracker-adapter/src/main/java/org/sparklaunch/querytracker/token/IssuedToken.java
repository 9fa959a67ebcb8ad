package org.sparklaunch.querytracker.token;

import java.time.Instant;

/**
 * A token and the time of its last registration. Immutable.
 *
 * @param refreshed when it was registered or refreshed last
 */
public record IssuedToken(Token token, String user, Instant refreshed) {}
