package org.sparklaunch.livy.server.auth;

import org.jspecify.annotations.Nullable;

/**
 * The caller of a request.
 *
 * @param user null for a caller without a token
 * @param sqlOnly whether the token is good for SQL and for nothing that runs code
 */
public record Caller(@Nullable String user, boolean sqlOnly) {
    public static final Caller ANONYMOUS = new Caller(null, false);

    /** Returns the user's name in the policy. */
    public String policyName() {
        return user == null ? "anonymous" : user;
    }

    /** Returns the caller with the rights of the user that it names. */
    public Caller actingFor(@Nullable String proxyUser) {
        return proxyUser == null ? this : new Caller(proxyUser, sqlOnly);
    }
}
