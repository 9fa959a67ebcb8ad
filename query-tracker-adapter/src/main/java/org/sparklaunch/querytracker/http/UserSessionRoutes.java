package org.sparklaunch.querytracker.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Set;
import org.sparklaunch.querytracker.execution.UserSessions;
import org.sparklaunch.querytracker.execution.UserSessions.UserSession;

/** The commands on sessions, which YTsaurus does not have. */
final class UserSessionRoutes {
    private final UserSessions sessions;
    private final UserResolver callers;

    UserSessionRoutes(UserSessions sessions, UserResolver callers) {
        this.sessions = sessions;
        this.callers = callers;
    }

    void register(RoutesConfig routes) {
        routes.get(QueryRoutes.API + "list_sessions", this::list);
        routes.post(QueryRoutes.API + "end_session", this::end);
    }

    private void list(Context ctx) {
        Parameters parameters = Parameters.of(ctx, Set.of());
        ObjectNode body = Responses.object();
        ArrayNode list = body.putArray("sessions");
        for (UserSession session : sessions.list(callers.of(ctx))) {
            ObjectNode one = list.addObject();
            if (session.name() != null) {
                one.put("session", session.name());
            }
            one.put("cluster", session.cluster()).put("state", session.state());
            if (session.id() >= 0) {
                one.put("session_id", session.id());
            }
        }
        Responses.write(ctx, body, FormatChoice.of(ctx, parameters));
    }

    private void end(Context ctx) {
        Parameters parameters = Parameters.of(ctx, Set.of("session"));
        sessions.end(callers.of(ctx), parameters.text("session"));
        Responses.write(ctx, Responses.object());
    }
}
