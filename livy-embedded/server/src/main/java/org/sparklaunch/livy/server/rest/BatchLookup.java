package org.sparklaunch.livy.server.rest;

import io.javalin.http.Context;
import java.util.Optional;
import org.sparklaunch.livy.server.batch.Batch;
import org.sparklaunch.livy.server.batch.Batches;

/** Finds the batch of a path, by number or by name, for the caller; another's batch looks like none. */
final class BatchLookup {
    private final Batches batches;

    BatchLookup(Batches batches) {
        this.batches = batches;
    }

    Batch find(Context ctx) {
        String text = ctx.pathParam("id");
        Optional<Batch> found = text.matches("\\d+") ? batches.find(Page.parse(text)) : batches.find(text);
        return found.filter(batch -> Callers.of(ctx).mayTouch(batch.owner()))
                .orElseThrow(() -> LivyError.object(404, "Session '" + text + "' not found."));
    }
}
