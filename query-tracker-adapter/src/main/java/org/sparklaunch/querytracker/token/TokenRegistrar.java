package org.sparklaunch.querytracker.token;

import java.time.Duration;

/** A server that takes a caller for the user whose token it presents. */
public interface TokenRegistrar {
    /** Makes a token good for a user, or keeps it good; how long is counted from now. */
    void register(TokenHash token, String user, Duration ttl) throws InterruptedException;

    /** Ends a token now. */
    void revoke(TokenHash token) throws InterruptedException;
}
