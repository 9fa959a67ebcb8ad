package org.sparklaunch.livy.server.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.sparklaunch.livy.server.auth.AccessLevel;
import org.sparklaunch.livy.server.auth.AccessRules;
import org.sparklaunch.livy.server.dli.DliApplication;
import org.sparklaunch.livy.server.dli.DliRequest;
import org.sparklaunch.livy.server.dli.DliSpecs;
import org.sparklaunch.livy.server.request.RejectedException;
import org.sparklaunch.livy.server.session.InteractiveSession;
import org.sparklaunch.livy.server.session.SessionManager;

/** Handles {@code /v2.0/{project_id}/sessions} and the paths below. */
final class DliSessionRoutes {
    private static final String SESSIONS = "/v2.0/{project_id}/sessions";
    private static final String SESSION = SESSIONS + "/{id}";

    private final SessionManager sessions;
    private final DliSpecs specs;
    private final DliApplications<InteractiveSession> applications;
    private final SessionLookup lookup;
    private final Impersonation impersonation;

    DliSessionRoutes(SessionManager sessions, LivyRest.Dli dli, AccessRules rules, Impersonation impersonation) {
        this.sessions = sessions;
        this.specs = dli.specs();
        this.applications = new DliApplications<>(DliApplication.Kind.SESSION, dli, sessions::find);
        this.lookup = new SessionLookup(applications::find, rules);
        this.impersonation = impersonation;
    }

    void register(RoutesConfig routes) {
        routes.get(SESSIONS, this::list);
        routes.post(SESSIONS, this::create);
        routes.get(SESSION, this::show);
        routes.delete(SESSION, this::delete);
        routes.get(SESSION + "/state", this::state);
        routes.get(SESSION + "/log", this::log);
        new StatementRoutes(lookup).register(routes, SESSION);
    }

    private void list(Context ctx) {
        applications.list(
                ctx,
                (caller, session) -> lookup.access(caller, session).reaches(AccessLevel.SEE),
                (entry, session) -> response(ctx, entry, session));
    }

    private void create(Context ctx) {
        String project = DliRequests.project(ctx);
        DliRequest request = DliRequests.read(ctx);
        DliApplications.Draft draft = applications.check(project, request);
        var spec = specs.session(request, impersonation.proxyUser(ctx, null));
        try {
            InteractiveSession session = sessions.create(spec, CallerFilter.of(ctx));
            DliApplication entry = applications.add(draft, session.id(), session.createdAt());
            Json.write(ctx, 200, response(ctx, entry, session));
        } catch (RejectedException e) {
            throw DliRequests.refusal(e);
        }
    }

    private void show(Context ctx) {
        InteractiveSession session = lookup.find(ctx, AccessLevel.SEE);
        DliApplication entry = applications.entry(ctx).orElseThrow();
        LongPoll.answer(ctx, session.whenSettled(), () -> Json.write(ctx, 200, response(ctx, entry, session)));
    }

    private void delete(Context ctx) {
        InteractiveSession session = lookup.find(ctx);
        ctx.future(() -> sessions.delete(session).thenRun(() -> Json.message(ctx, 200, "deleted")));
    }

    private void state(Context ctx) {
        InteractiveSession session = lookup.find(ctx, AccessLevel.SEE);
        CommonResponses.state(ctx, ctx.pathParam("id"), session.state().wireName());
    }

    private void log(Context ctx) {
        InteractiveSession session = lookup.find(ctx, AccessLevel.VIEW);
        CommonResponses.log(ctx, ctx.pathParam("id"), session.logLines());
    }

    private DliResponses.Application response(Context ctx, DliApplication entry, InteractiveSession session) {
        boolean open = lookup.access(ctx, session).reaches(AccessLevel.VIEW);
        return DliResponses.Application.of(
                entry, session.snapshot(), open ? CommonResponses.shortLog(session.logLines()) : List.of());
    }
}
