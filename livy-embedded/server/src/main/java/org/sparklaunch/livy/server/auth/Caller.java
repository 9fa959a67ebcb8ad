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

    /** Whether it may see and touch what belongs to this owner; what belongs to nobody is everybody's. */
    public boolean mayTouch(@Nullable String owner) {
        return owner == null || owner.equals(user);
    }
}
