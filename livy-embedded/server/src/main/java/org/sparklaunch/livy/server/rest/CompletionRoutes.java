package org.sparklaunch.livy.server.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.server.session.InteractiveSession;

/**
 * {@code /sessions/{id}/completion}: no kind has a completer here, and Livy's answer for such kinds is an empty list, which
 * every client takes for "nothing fits".
 */
final class CompletionRoutes {
    private final SessionLookup lookup;

    CompletionRoutes(SessionLookup lookup) {
        this.lookup = lookup;
    }

    /** The body; a cursor that is missing is 0. */
    record CompletionRequest(
            @Nullable String code, @Nullable String kind, int cursor) {}

    void register(RoutesConfig routes) {
        routes.post("/sessions/{id}/completion", this::complete);
    }

    private void complete(Context ctx) {
        CompletionRequest request = Json.read(ctx, CompletionRequest.class);
        InteractiveSession session = lookup.find(ctx);
        if (request.kind() == null || SessionKind.parse(request.kind()).isEmpty()) {
            throw LivyError.bare(500, "java.lang.IllegalArgumentException: Invalid kind: " + request.kind());
        }
        if (!session.state().takesStatements()) {
            throw LivyError.bare(
                    500,
                    "java.lang.IllegalStateException: Session is in state "
                            + session.state().wireName());
        }
        session.touch();
        Json.write(ctx, 200, Map.of("candidates", List.of()));
    }
}
