package org.sparklaunch.livy.server.auth;

import org.jspecify.annotations.Nullable;

/**
 * Who makes a request.
 *
 * @param user null for a caller without a token
 * @param sqlOnly whether the token is good for SQL and for nothing that runs code
 */
public record Caller(@Nullable String user, boolean sqlOnly) {
    public static final Caller ANONYMOUS = new Caller(null, false);

    /** What the policy calls the caller. */
    public String policyName() {
        return user == null ? "anonymous" : user;
    }

    /** Whose rights count where the caller has something run as another; null for nobody else. */
    public Caller actingFor(@Nullable String proxyUser) {
        return proxyUser == null ? this : new Caller(proxyUser, sqlOnly);
    }
}
