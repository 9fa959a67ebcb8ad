package org.sparklaunch.livy.server.auth;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.settings.AccessConfig;

/**
 * Livy's rules on who may act for whom and touch what. Two are stricter here: a caller without a name acts for nobody, and
 * a token that is good for SQL only reaches nothing but its own user's.
 */
public final class AccessRules {
    private static final String EVERYBODY = "*";

    private final AccessConfig config;

    public AccessRules(AccessConfig config) {
        this.config = config;
    }

    /** Whether applications run as users; if not, whoever a request names as such is ignored. */
    public boolean impersonates() {
        return config.impersonation();
    }

    /** Whether the caller may use the server at all. */
    public boolean isAllowed(Caller caller) {
        return !config.lists() || contains(config.allowedUsers(), caller.user());
    }

    /** Whether the caller may have something run, or look at something, as that user. */
    public boolean mayActFor(Caller caller, String target) {
        return target.equals(caller.user()) || isSuperuser(caller);
    }

    /** How far a caller gets with what belongs to the owner and runs as the other. */
    public Access of(Caller caller, @Nullable String owner, @Nullable String proxyUser) {
        String user = caller.user();
        // What belongs to nobody is everybody's.
        if (owner == null || owner.equals(user) || (user != null && user.equals(proxyUser)) || isSuperuser(caller)) {
            return Access.MODIFY;
        }
        if (!config.lists() || user == null || caller.sqlOnly()) {
            return Access.NONE;
        }
        if (contains(config.modifyUsers(), user)) {
            return Access.MODIFY;
        }
        return contains(config.viewUsers(), user) ? Access.VIEW : Access.SEE;
    }

    private boolean isSuperuser(Caller caller) {
        return caller.user() != null && !caller.sqlOnly() && contains(config.superusers(), caller.user());
    }

    private static boolean contains(Set<String> users, @Nullable String user) {
        return users.contains(EVERYBODY) || users.contains(Objects.requireNonNullElse(user, ""));
    }
}
