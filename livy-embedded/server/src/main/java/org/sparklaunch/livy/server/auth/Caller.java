package org.sparklaunch.livy.server.auth;

import org.jspecify.annotations.Nullable;

/**
 * Who makes a request.
 *
 * @param user null for a caller without a token
 */
public record Caller(@Nullable String user) {
    public static final Caller ANONYMOUS = new Caller(null);

    /** Whether it may see and touch what belongs to this owner; what belongs to nobody is everybody's. */
    public boolean mayTouch(@Nullable String owner) {
        return owner == null || owner.equals(user);
    }
}
