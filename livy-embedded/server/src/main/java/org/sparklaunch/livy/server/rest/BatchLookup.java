package org.sparklaunch.livy.server.rest;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Function;
import org.sparklaunch.livy.server.auth.AccessLevel;
import org.sparklaunch.livy.server.auth.AccessRules;
import org.sparklaunch.livy.server.batch.Batch;
import org.sparklaunch.livy.server.batch.Batches;

/**
 * Finds the batch of a path for the caller. Responds as for an unknown batch when the caller may
 * not see it.
 */
final class BatchLookup {
    private final Function<Context, Optional<Batch>> batches;
    private final AccessRules rules;

    /** Takes what finds the batch that the path names. */
    BatchLookup(Function<Context, Optional<Batch>> batches, AccessRules rules) {
        this.batches = batches;
        this.rules = rules;
    }

    /** Returns the lookup for paths with the number or name of a batch. */
    static BatchLookup byNumberOrName(Batches batches, AccessRules rules) {
        return new BatchLookup(
                ctx -> {
                    String text = ctx.pathParam("id");
                    return Page.isNumber(text) ? batches.find(Page.parse(text)) : batches.find(text);
                },
                rules);
    }

    /**
     * Finds the batch and requires the right. A caller that may only see the batch is refused without a message, as in
     * Livy.
     */
    Batch find(Context ctx, AccessLevel needed) {
        Batch batch = batches.apply(ctx)
                .filter(found -> access(ctx, found).reaches(AccessLevel.SEE))
                .orElseThrow(() -> LivyError.object(404, "Session '" + ctx.pathParam("id") + "' not found."));
        if (!access(ctx, batch).reaches(needed)) {
            throw LivyError.empty(403);
        }
        return batch;
    }

    /** Returns the caller's right on the batch. */
    AccessLevel access(Context ctx, Batch batch) {
        return rules.of(CallerFilter.acting(ctx), batch.owner(), batch.proxyUser());
    }
}
