package org.sparklaunch.livy.server.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.sparklaunch.livy.server.auth.AccessLevel;
import org.sparklaunch.livy.server.request.RejectedException;
import org.sparklaunch.livy.server.session.InteractiveSession;
import org.sparklaunch.livy.server.session.SessionManager;

/** Handles {@code /sessions} and the paths of one session, except its statements. */
final class SessionRoutes {
    private final SessionManager sessions;
    private final SessionLookup lookup;
    private final SessionResponses answers;
    private final Impersonation impersonation;

    SessionRoutes(SessionManager sessions, SessionLookup lookup, Impersonation impersonation) {
        this.sessions = sessions;
        this.lookup = lookup;
        this.answers = new SessionResponses(lookup);
        this.impersonation = impersonation;
    }

    void register(RoutesConfig routes) {
        for (String collection : List.of("/sessions", "/sessions/")) {
            routes.get(collection, this::list);
            routes.post(collection, this::create);
        }
        routes.get("/sessions/{id}", this::show);
        routes.delete("/sessions/{id}", this::delete);
        routes.get("/sessions/{id}/state", this::state);
        routes.get("/sessions/{id}/log", this::log);
        routes.post("/sessions/{id}/connect", this::connect);
        routes.post("/sessions/{id}/stop", this::stop);
        routes.post("/sessions/{id}/interrupt", this::interrupt);
    }

    private void list(Context ctx) {
        List<InteractiveSession> visible = sessions.all().stream()
                .filter(session -> lookup.access(ctx, session).reaches(AccessLevel.SEE))
                .toList();
        CommonResponses.list(ctx, visible, session -> answers.of(ctx, session));
    }

    private void create(Context ctx) {
        CreateInteractiveRequest request = Json.read(ctx, CreateInteractiveRequest.class);
        String proxyUser = impersonation.proxyUser(ctx, request.proxyUser());
        try {
            InteractiveSession session = sessions.create(request.toSpec(proxyUser), CallerFilter.of(ctx));
            ctx.header("Location", "/sessions/" + session.id());
            answers.write(ctx, 201, session);
        } catch (RejectedException e) {
            throw LivyError.object(400, String.valueOf(e.getMessage()));
        }
    }

    private void show(Context ctx) {
        InteractiveSession session = lookup.find(ctx, AccessLevel.SEE);
        LongPoll.answer(ctx, session.whenSettled(), () -> answers.write(ctx, 200, session));
    }

    private void delete(Context ctx) {
        InteractiveSession session = lookup.find(ctx);
        ctx.future(() -> sessions.delete(session).thenRun(() -> Json.message(ctx, 200, "deleted")));
    }

    private void state(Context ctx) {
        InteractiveSession session = lookup.find(ctx, AccessLevel.SEE);
        CommonResponses.state(ctx, session.id(), session.state().wireName());
    }

    private void log(Context ctx) {
        InteractiveSession session = lookup.find(ctx, AccessLevel.VIEW);
        CommonResponses.log(ctx, session.id(), session.logLines());
    }

    private void connect(Context ctx) {
        InteractiveSession session = lookup.find(ctx);
        session.touch();
        answers.write(ctx, 200, session);
    }

    private void stop(Context ctx) {
        InteractiveSession session = lookup.find(ctx);
        ctx.future(() -> session.shutDown(false).thenRun(() -> ctx.status(204)));
    }

    private void interrupt(Context ctx) {
        InteractiveSession session = lookup.find(ctx);
        ctx.future(() -> session.shutDown(false).thenRun(() -> Json.message(ctx, 200, "interrupted")));
    }
}
