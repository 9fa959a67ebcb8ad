package org.sparklaunch.livy.server.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sparklaunch.livy.server.auth.Access;
import org.sparklaunch.livy.server.auth.AccessRules;
import org.sparklaunch.livy.server.auth.Caller;
import org.sparklaunch.livy.server.batch.Batch;
import org.sparklaunch.livy.server.batch.Batches;
import org.sparklaunch.livy.server.dli.DliApplication;
import org.sparklaunch.livy.server.dli.DliRegistry;
import org.sparklaunch.livy.server.dli.DliRequest;
import org.sparklaunch.livy.server.dli.DliSpecs;
import org.sparklaunch.livy.server.request.RejectedException;

/** Handles {@code /v2.0/{project_id}/batches} and the paths below. */
final class DliBatchRoutes {
    private static final String BATCHES = "/v2.0/{project_id}/batches";
    private static final String BATCH = BATCHES + "/{id}";

    private final Batches batches;
    private final DliSpecs specs;
    private final DliRegistry registry;
    private final BatchLookup lookup;
    private final Impersonation impersonation;
    private final SqlOnlyFilter guard;

    DliBatchRoutes(
            Batches batches, LivyRest.Dli dli, AccessRules rules, Impersonation impersonation, SqlOnlyFilter guard) {
        this.batches = batches;
        this.specs = dli.specs();
        this.registry = dli.registry();
        this.lookup = new BatchLookup(this::batch, rules);
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

    private Optional<Batch> batch(Context ctx) {
        return entry(ctx).flatMap(entry -> batches.find(entry.number()));
    }

    private Optional<DliApplication> entry(Context ctx) {
        return registry.find(DliRequests.project(ctx), DliApplication.Kind.BATCH, ctx.pathParam("id"));
    }

    private void list(Context ctx) {
        String cluster = ctx.queryParam("cluster_name");
        List<Found> visible = registry.all(DliRequests.project(ctx), DliApplication.Kind.BATCH).stream()
                .filter(entry -> cluster == null || cluster.equals(entry.cluster()))
                .flatMap(entry -> batches.find(entry.number()).stream().map(batch -> new Found(entry, batch)))
                .filter(found -> lookup.access(ctx, found.batch()).reaches(Access.SEE))
                .toList();
        CommonResponses.list(ctx, visible, found -> response(ctx, found.entry(), found.batch()));
    }

    private record Found(DliApplication entry, Batch batch) {}

    private void create(Context ctx) {
        String project = DliRequests.project(ctx);
        DliRequest request = DliRequests.read(ctx);
        Caller caller = CallerFilter.of(ctx);
        String proxyUser = impersonation.proxyUser(ctx, null);
        guard.batch(caller.actingFor(proxyUser));
        String cluster = specs.cluster(request);
        String type = specs.shownType(request);
        var spec = specs.batch(request, proxyUser);
        try {
            Batch batch = batches.create(spec, caller.user());
            DliApplication entry = new DliApplication(
                    UUID.randomUUID().toString(),
                    DliApplication.Kind.BATCH,
                    batch.id(),
                    project,
                    cluster,
                    type,
                    batch.createdAt());
            registry.add(entry);
            Json.write(ctx, 200, response(ctx, entry, batch));
        } catch (RejectedException e) {
            throw DliRequests.refusal(e);
        }
    }

    private void show(Context ctx) {
        Batch batch = lookup.find(ctx, Access.SEE);
        Json.write(ctx, 200, response(ctx, entry(ctx).orElseThrow(), batch));
    }

    private void delete(Context ctx) {
        Batch batch = lookup.find(ctx, Access.MODIFY);
        ctx.future(() -> batches.delete(batch).thenRun(() -> Json.message(ctx, 200, "deleted")));
    }

    private void state(Context ctx) {
        Batch batch = lookup.find(ctx, Access.SEE);
        CommonResponses.state(ctx, ctx.pathParam("id"), batch.state().wireName());
    }

    private void log(Context ctx) {
        Batch batch = lookup.find(ctx, Access.VIEW);
        CommonResponses.log(ctx, ctx.pathParam("id"), batch.logLines());
    }

    private DliResponses.Application response(Context ctx, DliApplication entry, Batch batch) {
        boolean open = lookup.access(ctx, batch).reaches(Access.VIEW);
        return DliResponses.Application.of(
                entry, batch.snapshot(), open ? CommonResponses.shortLog(batch.logLines()) : List.of());
    }
}
