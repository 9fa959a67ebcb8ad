package org.sparklaunch.querytracker.token;

import java.time.Duration;

/** Registers tokens at a server, which then accepts a caller with the token as its user. */
public interface TokenRegistrar {
    /** Registers a token for a user, or extends it. The time to live starts now. */
    void register(TokenHash token, String user, Duration ttl) throws InterruptedException;

    /** Revokes a token at once. */
    void revoke(TokenHash token) throws InterruptedException;
}
