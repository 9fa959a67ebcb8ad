package org.sparklaunch.livy.server.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.sparklaunch.livy.server.auth.AccessLevel;
import org.sparklaunch.livy.server.auth.Caller;
import org.sparklaunch.livy.server.batch.Batch;
import org.sparklaunch.livy.server.batch.Batches;
import org.sparklaunch.livy.server.request.RejectedException;

/** Handles {@code /batches} and the paths below. */
final class BatchRoutes {
    private final Batches batches;
    private final BatchLookup lookup;
    private final Impersonation impersonation;
    private final SqlOnlyFilter guard;

    BatchRoutes(Batches batches, BatchLookup lookup, Impersonation impersonation, SqlOnlyFilter guard) {
        this.batches = batches;
        this.lookup = lookup;
        this.impersonation = impersonation;
        this.guard = guard;
    }

    void register(RoutesConfig routes) {
        for (String collection : List.of("/batches", "/batches/")) {
            routes.get(collection, this::list);
            routes.post(collection, this::create);
        }
        routes.get("/batches/{id}", this::show);
        routes.delete("/batches/{id}", this::delete);
        routes.get("/batches/{id}/state", this::state);
        routes.get("/batches/{id}/log", this::log);
    }

    private void list(Context ctx) {
        List<Batch> visible = batches.all().stream()
                .filter(batch -> lookup.access(ctx, batch).reaches(AccessLevel.SEE))
                .toList();
        CommonResponses.list(ctx, visible, batch -> json(ctx, batch));
    }

    private void create(Context ctx) {
        CreateBatchRequest request = Json.read(ctx, CreateBatchRequest.class);
        Caller caller = CallerFilter.of(ctx);
        String proxyUser = impersonation.proxyUser(ctx, request.proxyUser());
        guard.batch(caller.actingFor(proxyUser));
        try {
            Batch batch = batches.create(request.toSpec(proxyUser), caller.user());
            ctx.header("Location", "/batches/" + batch.id());
            Json.write(ctx, 201, json(ctx, batch));
        } catch (RejectedException e) {
            throw LivyError.object(400, String.valueOf(e.getMessage()));
        }
    }

    private void show(Context ctx) {
        Json.write(ctx, 200, json(ctx, lookup.find(ctx, AccessLevel.SEE)));
    }

    private void delete(Context ctx) {
        Batch batch = lookup.find(ctx, AccessLevel.MODIFY);
        ctx.future(() -> batches.delete(batch).thenRun(() -> Json.message(ctx, 200, "deleted")));
    }

    private void state(Context ctx) {
        Batch batch = lookup.find(ctx, AccessLevel.SEE);
        CommonResponses.state(ctx, batch.id(), batch.state().wireName());
    }

    private void log(Context ctx) {
        Batch batch = lookup.find(ctx, AccessLevel.VIEW);
        CommonResponses.log(ctx, batch.id(), batch.logLines());
    }

    private BatchJson json(Context ctx, Batch batch) {
        boolean open = lookup.access(ctx, batch).reaches(AccessLevel.VIEW);
        return BatchJson.of(batch.snapshot(), open ? CommonResponses.shortLog(batch.logLines()) : List.of());
    }
}
