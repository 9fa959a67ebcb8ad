package org.sparklaunch.livy.server.auth;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.settings.AccessConfig;

/**
 * Livy's rules for impersonation and access. Two are stricter here: a caller without a name acts for no user, and an
 * SQL-only token reaches only its own user's sessions.
 */
public final class AccessRules {
    private static final String EVERYBODY = "*";

    private final AccessConfig config;

    public AccessRules(AccessConfig config) {
        this.config = config;
    }

    /** Returns whether applications run as users. If not, the users that requests name are ignored. */
    public boolean impersonates() {
        return config.impersonation();
    }

    /** Returns whether the caller may use the server at all. */
    public boolean isAllowed(Caller caller) {
        return !config.lists() || contains(config.allowedUsers(), caller.user());
    }

    /** Returns whether the caller may act as that user. */
    public boolean mayActFor(Caller caller, String target) {
        return target.equals(caller.user()) || isSuperuser(caller);
    }

    /** Returns the caller's right on what belongs to the owner and runs as the other user. */
    public AccessLevel of(Caller caller, @Nullable String owner, @Nullable String proxyUser) {
        String user = caller.user();
        if (caller.sqlOnly()) {
            return isOwn(user, owner) || isOwn(user, proxyUser) ? AccessLevel.MODIFY : AccessLevel.NONE;
        }
        // A session without an owner is open to every caller.
        if (owner == null || isOwn(user, owner) || isOwn(user, proxyUser) || isSuperuser(caller)) {
            return AccessLevel.MODIFY;
        }
        if (!config.lists() || user == null) {
            return AccessLevel.NONE;
        }
        if (contains(config.modifyUsers(), user)) {
            return AccessLevel.MODIFY;
        }
        return contains(config.viewUsers(), user) ? AccessLevel.VIEW : AccessLevel.SEE;
    }

    private static boolean isOwn(@Nullable String user, @Nullable String owner) {
        return user != null && user.equals(owner);
    }

    private boolean isSuperuser(Caller caller) {
        return caller.user() != null && !caller.sqlOnly() && contains(config.superusers(), caller.user());
    }

    private static boolean contains(Set<String> users, @Nullable String user) {
        return users.contains(EVERYBODY) || users.contains(Objects.requireNonNullElse(user, ""));
    }
}
