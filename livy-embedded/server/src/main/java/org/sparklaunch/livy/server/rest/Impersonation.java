package org.sparklaunch.livy.server.rest;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.auth.AccessRules;
import org.sparklaunch.livy.server.auth.Caller;

/**
 * Determines the user whose rights a request uses: Livy's {@code doAs} in the query, which takes precedence, and {@code
 * proxyUser} in the body.
 */
final class Impersonation {
    private static final int LONGEST_NAME = 256;

    private final AccessRules rules;

    Impersonation(AccessRules rules) {
        this.rules = rules;
    }

    /** Returns the caller whose rights apply to a read of existing sessions. */
    Caller acting(Context ctx, Caller caller) {
        return caller.actingFor(rules.impersonates() ? target(ctx, null, caller) : null);
    }

    /** Returns the user that the application of a request runs as; null where all run as the server. */
    @Nullable
    String proxyUser(Context ctx, @Nullable String asked) {
        if (!rules.impersonates()) {
            return null;
        }
        Caller caller = CallerFilter.of(ctx);
        String target = target(ctx, asked, caller);
        return target == null ? caller.user() : target;
    }

    private @Nullable String target(Context ctx, @Nullable String asked, Caller caller) {
        String doAs = ctx.queryParam("doAs");
        String target = doAs == null || doAs.isBlank() ? asked : doAs;
        if (target == null || target.isBlank()) {
            return null;
        }
        if (!rules.mayActFor(caller, target)) {
            throw LivyError.object(
                    403, "User '" + caller.user() + "' not allowed to impersonate 'Some(" + target + ")'.");
        }
        if (target.length() > LONGEST_NAME || target.codePoints().anyMatch(Character::isISOControl)) {
            throw LivyError.object(400, "requirement failed: the user to impersonate has no usable name");
        }
        return target;
    }
}
