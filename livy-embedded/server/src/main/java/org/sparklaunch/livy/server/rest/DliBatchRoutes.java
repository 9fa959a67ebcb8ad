package org.sparklaunch.livy.server.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.sparklaunch.livy.server.auth.AccessLevel;
import org.sparklaunch.livy.server.auth.AccessRules;
import org.sparklaunch.livy.server.auth.Caller;
import org.sparklaunch.livy.server.batch.Batch;
import org.sparklaunch.livy.server.batch.Batches;
import org.sparklaunch.livy.server.dli.DliApplication;
import org.sparklaunch.livy.server.dli.DliRequest;
import org.sparklaunch.livy.server.dli.DliSpecs;
import org.sparklaunch.livy.server.request.RejectedException;

/** Handles {@code /v2.0/{project_id}/batches} and the paths below. */
final class DliBatchRoutes {
    private static final String BATCHES = "/v2.0/{project_id}/batches";
    private static final String BATCH = BATCHES + "/{id}";

    private final Batches batches;
    private final DliSpecs specs;
    private final DliApplications<Batch> applications;
    private final BatchLookup lookup;
    private final Impersonation impersonation;
    private final SqlOnlyFilter guard;

    DliBatchRoutes(
            Batches batches, LivyRest.Dli dli, AccessRules rules, Impersonation impersonation, SqlOnlyFilter guard) {
        this.batches = batches;
        this.specs = dli.specs();
        this.applications = new DliApplications<>(DliApplication.Kind.BATCH, dli, batches::find);
        this.lookup = new BatchLookup(applications::find, rules);
        this.impersonation = impersonation;
        this.guard = guard;
    }

    void register(RoutesConfig routes) {
        routes.get(BATCHES, this::list);
        routes.post(BATCHES, this::create);
        routes.get(BATCH, this::show);
        routes.delete(BATCH, this::delete);
        routes.get(BATCH + "/state", this::state);
        routes.get(BATCH + "/log", this::log);
    }

    private void list(Context ctx) {
        applications.list(
                ctx,
                (caller, batch) -> lookup.access(caller, batch).reaches(AccessLevel.SEE),
                (entry, batch) -> response(ctx, entry, batch));
    }

    private void create(Context ctx) {
        String project = DliRequests.project(ctx);
        DliRequest request = DliRequests.read(ctx);
        Caller caller = CallerFilter.of(ctx);
        String proxyUser = impersonation.proxyUser(ctx, null);
        guard.batch(caller.actingFor(proxyUser));
        DliApplications.Draft draft = applications.check(project, request);
        var spec = specs.batch(request, proxyUser);
        try {
            Batch batch = batches.create(spec, caller.user());
            DliApplication entry = applications.add(draft, batch.id(), batch.createdAt());
            Json.write(ctx, 200, response(ctx, entry, batch));
        } catch (RejectedException e) {
            throw DliRequests.refusal(e);
        }
    }

    private void show(Context ctx) {
        Batch batch = lookup.find(ctx, AccessLevel.SEE);
        Json.write(ctx, 200, response(ctx, applications.entry(ctx).orElseThrow(), batch));
    }

    private void delete(Context ctx) {
        Batch batch = lookup.find(ctx, AccessLevel.MODIFY);
        ctx.future(() -> batches.delete(batch).thenRun(() -> Json.message(ctx, 200, "deleted")));
    }

    private void state(Context ctx) {
        Batch batch = lookup.find(ctx, AccessLevel.SEE);
        CommonResponses.state(ctx, ctx.pathParam("id"), batch.state().wireName());
    }

    private void log(Context ctx) {
        Batch batch = lookup.find(ctx, AccessLevel.VIEW);
        CommonResponses.log(ctx, ctx.pathParam("id"), batch.logLines());
    }

    private DliResponses.Application response(Context ctx, DliApplication entry, Batch batch) {
        boolean open = lookup.access(ctx, batch).reaches(AccessLevel.VIEW);
        return DliResponses.Application.of(
                entry, batch.snapshot(), open ? CommonResponses.shortLog(batch.logLines()) : List.of());
    }
}
