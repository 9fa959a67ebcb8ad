package org.sparklaunch.livy.server.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.sparklaunch.livy.server.auth.Caller;
import org.sparklaunch.livy.server.batch.Batch;
import org.sparklaunch.livy.server.batch.Batches;
import org.sparklaunch.livy.server.session.RejectedException;

/** {@code /batches} and below. */
final class BatchRoutes {
    private final Batches batches;
    private final BatchLookup lookup;

    BatchRoutes(Batches batches) {
        this.batches = batches;
        this.lookup = new BatchLookup(batches);
    }

    void register(RoutesConfig routes) {
        for (String collection : List.of("/batches", "/batches/")) {
            routes.get(collection, this::list);
            routes.post(collection, this::create);
        }
        routes.get("/batches/{id}", ctx -> Json.write(ctx, 200, json(find(ctx))));
        routes.delete("/batches/{id}", this::delete);
        routes.get("/batches/{id}/state", this::state);
        routes.get("/batches/{id}/log", this::log);
    }

    private void list(Context ctx) {
        Caller caller = Callers.of(ctx);
        List<Batch> visible = batches.all().stream()
                .filter(batch -> caller.mayTouch(batch.owner()))
                .toList();
        EntryAnswers.list(ctx, visible, BatchRoutes::json);
    }

    private void create(Context ctx) {
        CreateBatchRequest request = Json.read(ctx, CreateBatchRequest.class);
        try {
            Batch batch = batches.create(request.toSpec(), Callers.of(ctx).user());
            ctx.header("Location", "/batches/" + batch.id());
            Json.write(ctx, 201, json(batch));
        } catch (RejectedException e) {
            throw LivyError.object(400, String.valueOf(e.getMessage()));
        }
    }

    private void delete(Context ctx) {
        Batch batch = find(ctx);
        ctx.future(() -> batches.delete(batch).thenRun(() -> Json.message(ctx, 200, "deleted")));
    }

    private void state(Context ctx) {
        Batch batch = find(ctx);
        EntryAnswers.state(ctx, batch.id(), batch.state().wireName());
    }

    private void log(Context ctx) {
        Batch batch = find(ctx);
        EntryAnswers.log(ctx, batch.id(), batch.log().lines());
    }

    private Batch find(Context ctx) {
        return lookup.find(ctx);
    }

    private static BatchJson json(Batch batch) {
        return BatchJson.of(batch.snapshot(), EntryAnswers.shortLog(batch.log().lines()));
    }
}
