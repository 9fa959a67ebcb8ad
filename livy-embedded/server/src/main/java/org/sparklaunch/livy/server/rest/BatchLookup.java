package org.sparklaunch.livy.server.rest;

import io.javalin.http.Context;
import java.util.Optional;
import org.sparklaunch.livy.server.auth.Access;
import org.sparklaunch.livy.server.auth.AccessRules;
import org.sparklaunch.livy.server.batch.Batch;
import org.sparklaunch.livy.server.batch.Batches;

/** Finds the batch of a path, by number or by name, for the caller; another's batch looks like none. */
final class BatchLookup {
    private final Batches batches;
    private final AccessRules rules;

    BatchLookup(Batches batches, AccessRules rules) {
        this.batches = batches;
        this.rules = rules;
    }

    /** For what needs that much of a right; who may see it and no more is refused without words, as by Livy. */
    Batch find(Context ctx, Access needed) {
        String text = ctx.pathParam("id");
        Optional<Batch> found = Page.isNumber(text) ? batches.find(Page.parse(text)) : batches.find(text);
        Batch batch = found.filter(b -> access(ctx, b).reaches(Access.SEE))
                .orElseThrow(() -> LivyError.object(404, "Session '" + text + "' not found."));
        if (!access(ctx, batch).reaches(needed)) {
            throw LivyError.empty(403);
        }
        return batch;
    }

    /** How far the caller gets with it. */
    Access access(Context ctx, Batch batch) {
        return rules.of(CallerFilter.acting(ctx), batch.owner(), batch.proxyUser());
    }
}
