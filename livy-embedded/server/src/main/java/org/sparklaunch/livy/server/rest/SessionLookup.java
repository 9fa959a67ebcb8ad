package org.sparklaunch.livy.server.rest;

import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.auth.Access;
import org.sparklaunch.livy.server.auth.AccessRules;
import org.sparklaunch.livy.server.session.InteractiveSession;
import org.sparklaunch.livy.server.session.SessionManager;

/**
 * Finds the session of a path, by number or name, for the caller. Responds as for an unknown session when the caller
 * may not see it.
 */
final class SessionLookup {
    private final SessionManager sessions;
    private final AccessRules rules;

    SessionLookup(SessionManager sessions, AccessRules rules) {
        this.sessions = sessions;
        this.rules = rules;
    }

    /** Finds the session for a request that changes it or needs its driver. */
    InteractiveSession find(Context ctx) {
        return find(ctx, Access.MODIFY);
    }

    /**
     * Finds the session and requires the right. A caller that may only see the session is refused without a message, as
     * in Livy.
     */
    InteractiveSession find(Context ctx, Access needed) {
        String text = ctx.pathParam("id");
        Optional<InteractiveSession> found =
                Page.isNumber(text) ? sessions.find(Page.parse(text)) : sessions.find(text);
        InteractiveSession session = found.filter(s -> access(ctx, s).reaches(Access.SEE))
                .orElseThrow(() -> LivyError.object(404, "Session '" + text + "' not found."));
        if (!access(ctx, session).reaches(needed)) {
            throw LivyError.empty(403);
        }
        session.heartbeat();
        return session;
    }

    /** Returns whether the caller sees what belongs to this owner. */
    boolean sees(Context ctx, @Nullable String owner) {
        return rules.of(CallerFilter.acting(ctx), owner, null).reaches(Access.SEE);
    }

    /** Returns the caller's right on the session. */
    Access access(Context ctx, InteractiveSession session) {
        return rules.of(
                CallerFilter.acting(ctx), session.owner(), session.spec().proxyUser());
    }
}
