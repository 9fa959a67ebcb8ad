package org.sparklaunch.livy.server.rest;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.auth.AccessLevel;
import org.sparklaunch.livy.server.auth.AccessRules;
import org.sparklaunch.livy.server.auth.Caller;
import org.sparklaunch.livy.server.session.InteractiveSession;
import org.sparklaunch.livy.server.session.SessionManager;

/**
 * Finds the session of a path for the caller. Responds as for an unknown session when the caller
 * may not see it.
 */
final class SessionLookup {
    private final Function<Context, Optional<InteractiveSession>> sessions;
    private final AccessRules rules;

    /** Takes what finds the session that the path names. */
    SessionLookup(Function<Context, Optional<InteractiveSession>> sessions, AccessRules rules) {
        this.sessions = sessions;
        this.rules = rules;
    }

    /** Returns the lookup for paths with the number or name of a session. */
    static SessionLookup byNumberOrName(SessionManager sessions, AccessRules rules) {
        return new SessionLookup(
                ctx -> {
                    String text = ctx.pathParam("id");
                    return Page.isNumber(text) ? sessions.find(Page.parse(text)) : sessions.find(text);
                },
                rules);
    }

    /** Finds the session for a request that changes it or needs its driver. */
    InteractiveSession find(Context ctx) {
        return find(ctx, AccessLevel.MODIFY);
    }

    /**
     * Finds the session and requires the right. A caller that may only see the session is refused without a message, as
     * in Livy.
     */
    InteractiveSession find(Context ctx, AccessLevel needed) {
        InteractiveSession session = sessions.apply(ctx)
                .filter(found -> access(ctx, found).reaches(AccessLevel.SEE))
                .orElseThrow(() -> LivyError.object(404, "Session '" + ctx.pathParam("id") + "' not found."));
        if (!access(ctx, session).reaches(needed)) {
            throw LivyError.empty(403);
        }
        session.heartbeat();
        return session;
    }

    /** Returns whether the caller sees what belongs to this owner. */
    boolean sees(Context ctx, @Nullable String owner) {
        return rules.of(CallerFilter.acting(ctx), owner, null).reaches(AccessLevel.SEE);
    }

    /** Returns the caller's right on the session. */
    AccessLevel access(Context ctx, InteractiveSession session) {
        Caller caller = CallerFilter.acting(ctx);
        // Such a token must not get at code through a session that its user opened with other rights.
        return caller.sqlOnly() && !session.isSqlOnly()
                ? AccessLevel.NONE
                : rules.of(caller, session.owner(), session.spec().proxyUser());
    }
}
