package org.sparklaunch.livy.server.rest;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.Authenticator;
import org.sparklaunch.authentication.Credentials;
import org.sparklaunch.authentication.accounts.LocalCallers;
import org.sparklaunch.livy.server.auth.AccessRules;
import org.sparklaunch.livy.server.auth.Caller;
import org.sparklaunch.livy.server.auth.TokenRegistry;

/** Authenticates the caller before any route reads the request. */
final class CallerFilter {
    private static final String ATTRIBUTE = Caller.class.getName();
    private static final String ACTING = ATTRIBUTE + ".acting";
    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "Bearer ";

    /** Paths that reveal nothing of users, and requests with a key of their own. */
    private static final Pattern OPEN = Pattern.compile("/spark-launch/(health|tokens/.*)");

    private final TokenRegistry tokens;
    private final AccessRules rules;
    private final Impersonation impersonation;
    private final @Nullable Authenticator authenticator;
    private final LocalCallers local;

    CallerFilter(TokenRegistry tokens, LivyRest.CallerChecks callers) {
        this.tokens = tokens;
        this.rules = callers.rules();
        this.impersonation = new Impersonation(rules);
        this.authenticator = callers.authenticator();
        this.local = callers.local();
    }

    /** Requires a token that was sent to be valid, also where none is required: it never becomes another identity. */
    void identify(Context ctx) {
        String header = authorization(ctx);
        boolean open = OPEN.matcher(ctx.path()).matches();
        Optional<Caller> caller = registered(header);
        if (caller.isEmpty() && authenticator != null && !open) {
            caller = Optional.of(prove(ctx, authenticator));
        }
        if (caller.isEmpty() && isBearer(header)) {
            throw LivyError.object(
                    401,
                    "authentication failed: the token is unknown, expired or revoked; request a new one from its"
                            + " issuer");
        }
        if (!open) {
            admit(ctx, caller.orElseGet(() -> localCaller(ctx)));
        }
    }

    private void admit(Context ctx, Caller caller) {
        if (!rules.isAllowed(caller)) {
            throw LivyError.page(403, "User not authorised to use Livy.");
        }
        ctx.attribute(ATTRIBUTE, caller);
        ctx.attribute(ACTING, impersonation.acting(ctx, caller));
    }

    private Optional<Caller> registered(@Nullable String header) {
        return header != null && isBearer(header)
                ? tokens.identify(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    private static @Nullable String header(Context ctx, String name) {
        return name.equalsIgnoreCase(AUTHORIZATION) ? authorization(ctx) : single(ctx, name);
    }

    private static @Nullable String single(Context ctx, String name) {
        return Credentials.single(Collections.list(ctx.req().getHeaders(name)));
    }

    /** Returns the header {@code Authorization}, for which clients of the session API send a token in another header. */
    private static @Nullable String authorization(Context ctx) {
        String header = single(ctx, AUTHORIZATION);
        String token = header == null && DliResponses.apply(ctx) ? ctx.header("X-Auth-Token") : null;
        return token == null ? header : BEARER + token;
    }

    private static boolean isBearer(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    /** The account that opened the connection is the identity of callers that need not authenticate. */
    private Caller localCaller(Context ctx) {
        try {
            LocalCallers.Account caller = local.caller(ServletContextRequest.getServletContextRequest(ctx.req()));
            String name = caller.name();
            if (name == null) {
                return Caller.ANONYMOUS;
            }
            String doAs = ctx.queryParam("doAs");
            if (!caller.superuser() && doAs != null && !doAs.isBlank() && !doAs.equals(name)) {
                throw LivyError.object(403, "account '" + name + "' cannot act for another user");
            }
            return new Caller(name, false);
        } catch (LocalCallers.RefusedException e) {
            throw LivyError.object(403, String.valueOf(e.getMessage()));
        }
    }

    private static Caller prove(Context ctx, Authenticator authenticator) {
        return authenticator
                .user(new Credentials(ctx.req().getRemoteAddr(), name -> header(ctx, name)))
                .map(user -> new Caller(user, false))
                .orElseThrow(() -> {
                    ctx.header("WWW-Authenticate", authenticator.challenge());
                    return LivyError.object(401, "authentication required: the credentials sent were not accepted");
                });
    }

    /** Returns the caller of the request. */
    static Caller of(Context ctx) {
        return attribute(ctx, ATTRIBUTE);
    }

    /** Returns whether the caller of the request has been determined. */
    static boolean isKnown(Context ctx) {
        return ctx.attribute(ATTRIBUTE) != null;
    }

    /** Returns the caller whose rights apply to existing sessions: the caller itself, or the user whose rights it uses. */
    static Caller acting(Context ctx) {
        return attribute(ctx, ACTING);
    }

    private static Caller attribute(Context ctx, String name) {
        Caller caller = ctx.attribute(name);
        return caller == null ? Caller.ANONYMOUS : caller;
    }
}
