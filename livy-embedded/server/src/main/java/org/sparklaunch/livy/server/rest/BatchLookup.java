package org.sparklaunch.livy.server.rest;

import io.javalin.http.Context;
import java.util.Optional;
import org.sparklaunch.livy.server.auth.Access;
import org.sparklaunch.livy.server.auth.AccessRules;
import org.sparklaunch.livy.server.batch.Batch;
import org.sparklaunch.livy.server.batch.Batches;

/**
 * Finds the batch of a path, by number or name, for the caller. Responds as for an unknown batch when the caller may
 * not see it.
 */
final class BatchLookup {
    private final Batches batches;
    private final AccessRules rules;

    BatchLookup(Batches batches, AccessRules rules) {
        this.batches = batches;
        this.rules = rules;
    }

    /**
     * Finds the batch and requires the right. A caller that may only see the batch is refused without a message, as in
     * Livy.
     */
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

    /** Returns the caller's right on the batch. */
    Access access(Context ctx, Batch batch) {
        return rules.of(CallerFilter.acting(ctx), batch.owner(), batch.proxyUser());
    }
}
