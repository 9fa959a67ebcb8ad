package org.sparklaunch.livy.server.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.server.session.InteractiveSession;

/**
 * Handles {@code /sessions/{id}/completion}. Only Scala has a completer. Livy's answer for other kinds is an empty
 * list, which clients read as "no completion"; no interpreter is started for it, nor in a session that runs SQL only.
 */
final class CompletionRoutes {
    private final SessionLookup lookup;

    CompletionRoutes(SessionLookup lookup) {
        this.lookup = lookup;
    }

    /** The body; a missing cursor is 0. */
    record CompletionRequest(
            @Nullable String code, @Nullable String kind, int cursor) {}

    void register(RoutesConfig routes) {
        routes.post("/sessions/{id}/completion", this::complete);
    }

    private void complete(Context ctx) {
        CompletionRequest request = Json.read(ctx, CompletionRequest.class);
        InteractiveSession session = lookup.findToRun(ctx);
        SessionKind kind = Optional.ofNullable(request.kind())
                .flatMap(SessionKind::parse)
                .orElseThrow(() ->
                        LivyError.bare(500, "java.lang.IllegalArgumentException: Invalid kind: " + request.kind()));
        if (!session.state().takesStatements()) {
            throw LivyError.bare(
                    500,
                    "java.lang.IllegalStateException: Session is in state "
                            + session.state().wireName());
        }
        String code = request.code();
        if (kind != SessionKind.SPARK || code == null || session.isSqlOnly()) {
            session.touch();
            Json.write(ctx, 200, Map.of("candidates", List.of()));
            return;
        }
        ctx.future(() -> session.statements()
                .complete(kind, code, request.cursor())
                .thenAccept(names -> Json.write(ctx, 200, Map.of("candidates", names))));
    }
}
