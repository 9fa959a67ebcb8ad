package org.sparklaunch.livy.server.rest;

import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.auth.Access;
import org.sparklaunch.livy.server.auth.AccessRules;
import org.sparklaunch.livy.server.session.InteractiveSession;
import org.sparklaunch.livy.server.session.SessionManager;

/** Finds the session of a path, by number or by name, for the caller; another's session looks like none. */
final class SessionLookup {
    private final SessionManager sessions;
    private final AccessRules rules;

    SessionLookup(SessionManager sessions, AccessRules rules) {
        this.sessions = sessions;
        this.rules = rules;
    }

    /** For what changes it, or needs its driver. */
    InteractiveSession find(Context ctx) {
        return find(ctx, Access.MODIFY);
    }

    /** For what needs that much of a right; who may see it and no more is refused without words, as by Livy. */
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

    /** Whether the caller sees what belongs to this owner. */
    boolean sees(Context ctx, @Nullable String owner) {
        return rules.of(CallerFilter.acting(ctx), owner, null).reaches(Access.SEE);
    }

    /** How far the caller gets with it. */
    Access access(Context ctx, InteractiveSession session) {
        return rules.of(
                CallerFilter.acting(ctx), session.owner(), session.spec().proxyUser());
    }
}
