package org.sparklaunch.querytracker.http;

import io.javalin.http.Context;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.sparklaunch.authentication.limits.BodyReader;

/** Receives the body of a command after its user has been resolved. No thread waits for the body. */
final class CommandBody {
    private static final int LIMIT_BYTES = 16 << 20;
    private static final String BODY = CommandBody.class.getName();

    private final BodyReader reader;
    private final UserResolver callers;

    CommandBody(BodyReader reader, UserResolver callers) {
        this.reader = reader;
        this.callers = callers;
    }

    void receive(Context ctx) {
        if (!ctx.path().startsWith(QueryRoutes.API)) {
            return;
        }
        callers.resolve(ctx);
        CompletableFuture<byte[]> body =
                reader.read(ServletContextRequest.getServletContextRequest(ctx.req()), LIMIT_BYTES);
        if (body.isDone() && !body.isCompletedExceptionally()) {
            ctx.attribute(BODY, body.join());
        } else {
            ctx.future(() -> body.thenAccept(bytes -> ctx.attribute(BODY, bytes)));
        }
    }

    /** Returns the body of a command; of no bytes when it has none. */
    static byte[] body(Context ctx) {
        byte[] body = ctx.attribute(BODY);
        return Objects.requireNonNullElseGet(body, () -> new byte[0]);
    }
}
