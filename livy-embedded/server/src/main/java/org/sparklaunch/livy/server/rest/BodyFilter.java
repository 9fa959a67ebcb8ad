package org.sparklaunch.livy.server.rest;

import io.javalin.http.Context;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.sparklaunch.authentication.ServiceRequest;
import org.sparklaunch.authentication.limits.BodyReader;

/**
 * Receives the body of a request after the caller has been authenticated and before any route reads it. No thread waits for the
 * body. Uploads of files are received by their own routes.
 */
final class BodyFilter {
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");
    private static final Pattern TOKENS = Pattern.compile("/spark-launch/tokens/.*");
    private static final Pattern UPLOAD = Pattern.compile("/sessions/[^/]+/upload-[a-z]+");

    /** The registration of a token has about 100 bytes. */
    private static final int TOKEN_BODY_BYTES = 4096;

    private final BodyReader reader;

    BodyFilter(BodyReader reader) {
        this.reader = reader;
    }

    void receive(Context ctx) {
        if (WITHOUT_BODY.contains(ctx.req().getMethod())
                || UPLOAD.matcher(ctx.path()).matches()) {
            return;
        }
        boolean token = TOKENS.matcher(ctx.path()).matches();
        boolean wanted = token ? provesSomething(ctx) : CallerFilter.isKnown(ctx);
        if (!wanted) {
            return;
        }
        CompletableFuture<byte[]> body = reader.read(
                ServletContextRequest.getServletContextRequest(ctx.req()),
                token ? TOKEN_BODY_BYTES : Json.BODY_LIMIT_BYTES);
        if (body.isDone() && !body.isCompletedExceptionally()) {
            Json.received(ctx, body.join());
        } else {
            ctx.future(() -> body.thenAccept(bytes -> Json.received(ctx, bytes)));
        }
    }

    /** A proof covers the body, so the body is read first. Requests without any proof are refused unread. */
    private static boolean provesSomething(Context ctx) {
        String header = Objects.requireNonNullElse(ctx.header("Authorization"), "");
        return header.startsWith(ServiceAccess.PLAIN) || header.startsWith(ServiceRequest.SCHEME);
    }
}
