package org.sparklaunch.livy.server.rest;

import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Handles the extension {@code ?wait=SECONDS}: the response comes after the event or when the time is over. */
final class LongPoll {
    private static final double LONGEST_SECONDS = 600;

    private LongPoll() {}

    /** Responds at once without the parameter. No thread waits in the meantime. */
    static void answer(Context ctx, CompletableFuture<Void> event, Runnable answer) {
        Double seconds = seconds(ctx);
        if (seconds == null || event.isDone()) {
            answer.run();
            return;
        }
        within(ctx, event, (long) (seconds * 1000), answer);
    }

    /** Responds after the event, at the latest after the limit. */
    static void within(Context ctx, CompletableFuture<Void> event, long millis, Runnable answer) {
        ctx.future(() ->
                event.completeOnTimeout(null, millis, TimeUnit.MILLISECONDS).thenRun(answer));
    }

    private static @Nullable Double seconds(Context ctx) {
        String text = ctx.queryParam("wait");
        if (text == null) {
            return null;
        }
        try {
            double seconds = Double.parseDouble(text);
            return Math.min(Math.max(0, seconds), LONGEST_SECONDS);
        } catch (NumberFormatException e) {
            throw LivyError.object(400, "For input string: \"" + text + "\"");
        }
    }
}
