package org.sparklaunch.livy.server.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.authentication.TooManyLoginsException;
import org.sparklaunch.authentication.limits.BodyException;

/** Maps every failure to one of Livy's response shapes. */
final class ErrorResponses {
    private static final Logger log = LoggerFactory.getLogger(ErrorResponses.class);
    private static final List<String> ALLOW_ORDER = List.of("POST", "PUT", "DELETE", "GET");

    private ErrorResponses() {}

    static void register(RoutesConfig routes) {
        routes.exception(LivyError.class, ErrorResponses::answer);
        routes.exception(BodyException.class, ErrorResponses::body);
        routes.exception(TooManyLoginsException.class, ErrorResponses::throttled);
        routes.exception(MethodNotAllowedResponse.class, ErrorResponses::wrongMethod);
        routes.exception(HttpResponseException.class, (e, ctx) -> answer(LivyError.empty(e.getStatus()), ctx));
        routes.exception(Exception.class, ErrorResponses::unexpected);
    }

    private static void answer(LivyError error, Context ctx) {
        AuditFilter.keepReason(ctx, error.status(), error.text());
        if (DliResponses.apply(ctx)) {
            DliResponses.error(ctx, error.status(), error.text());
            return;
        }
        switch (error.shape()) {
            case OBJECT -> Json.message(ctx, error.status(), error.text());
            case BARE -> Json.write(ctx, error.status(), error.text());
            case PAGE ->
                ctx.status(error.status())
                        .contentType("text/html;charset=iso-8859-1")
                        .result("<html><head><title>Error " + error.status() + "</title></head><body><h2>HTTP ERROR "
                                + error.status() + "</h2><p>" + error.text() + "</p></body></html>\n");
            case EMPTY -> {
                boolean api = ctx.path().startsWith("/sessions/") || ctx.path().startsWith("/batches/");
                ctx.status(error.status())
                        .contentType(api ? Json.CONTENT_TYPE : "text/html;charset=utf-8")
                        .result("");
            }
        }
    }

    /** Closes the connection, since the rest of the body may still arrive. */
    private static void body(BodyException e, Context ctx) {
        ctx.header("Connection", "close");
        answer(LivyError.object(e.status(), String.valueOf(e.getMessage())), ctx);
    }

    private static void throttled(TooManyLoginsException e, Context ctx) {
        ctx.header("Retry-After", Long.toString(e.retryAfterSeconds()));
        answer(LivyError.object(429, String.valueOf(e.getMessage())), ctx);
    }

    private static void wrongMethod(MethodNotAllowedResponse e, Context ctx) {
        String available = Objects.requireNonNullElse(e.getDetails().get("availableMethods"), "");
        List<String> allow =
                new ArrayList<>(ALLOW_ORDER.stream().filter(available::contains).toList());
        if (allow.contains("GET")) {
            allow.add("HEAD");
        }
        answer(LivyError.empty(405), ctx);
        ctx.header("Allow", String.join(", ", allow));
    }

    /** Logs the stack trace, which Livy returns to the client. It can name classes and paths of the server. */
    private static void unexpected(Exception e, Context ctx) {
        log.error("{} {} failed", ctx.req().getMethod(), ctx.path(), e);
        answer(
                LivyError.bare(
                        500,
                        "internal error of the Livy server; its log has the details of "
                                + ctx.req().getMethod() + " " + ctx.path()),
                ctx);
    }
}
