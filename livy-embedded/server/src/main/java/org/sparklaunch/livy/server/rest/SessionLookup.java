package org.sparklaunch.livy.server.rest;

import io.javalin.http.Context;
import java.util.Optional;
import org.sparklaunch.livy.server.session.InteractiveSession;
import org.sparklaunch.livy.server.session.SessionManager;

/** Finds the session of a path, by number or by name, for the caller; another's session looks like none. */
final class SessionLookup {
    private final SessionManager sessions;

    SessionLookup(SessionManager sessions) {
        this.sessions = sessions;
    }

    InteractiveSession find(Context ctx) {
        String text = ctx.pathParam("id");
        Optional<InteractiveSession> found =
                text.matches("\\d+") ? sessions.find(Page.parse(text)) : sessions.find(text);
        InteractiveSession session = found.filter(s -> Callers.of(ctx).mayTouch(s.owner()))
                .orElseThrow(() -> LivyError.object(404, "Session '" + text + "' not found."));
        session.heartbeat();
        return session;
    }
}
