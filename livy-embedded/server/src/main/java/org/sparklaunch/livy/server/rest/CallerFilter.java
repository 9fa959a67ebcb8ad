package org.sparklaunch.livy.server.rest;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.Authenticator;
import org.sparklaunch.authentication.Credentials;
import org.sparklaunch.livy.server.auth.AccessRules;
import org.sparklaunch.livy.server.auth.Caller;
import org.sparklaunch.livy.server.auth.TokenRegistry;

/** Finds out who calls, before any route looks at the request. */
final class CallerFilter {
    private static final String ATTRIBUTE = Caller.class.getName();
    private static final String ACTING = ATTRIBUTE + ".acting";
    private static final String BEARER = "Bearer ";

    /** Answers that tell nothing of anybody, and requests that have a key of their own. */
    private static final Pattern OPEN = Pattern.compile("/spark-launch/(health|tokens/.*)");

    private final TokenRegistry tokens;
    private final AccessRules rules;
    private final Impersonation impersonation;
    private final @Nullable Authenticator authenticator;

    /** Takes how users prove who they are; null when they need not. */
    CallerFilter(TokenRegistry tokens, AccessRules rules, @Nullable Authenticator authenticator) {
        this.tokens = tokens;
        this.rules = rules;
        this.impersonation = new Impersonation(rules);
        this.authenticator = authenticator;
    }

    /** A token that is presented must be good, also where none is needed: never another identity. */
    void identify(Context ctx) {
        String header = ctx.header("Authorization");
        boolean open = OPEN.matcher(ctx.path()).matches();
        Optional<Caller> caller = registered(header);
        if (caller.isEmpty() && authenticator != null && !open) {
            caller = Optional.of(prove(ctx, authenticator));
        }
        if (caller.isEmpty() && isBearer(header)) {
            throw LivyError.object(401, "The token is unknown, expired or revoked; get a new one from who issued it.");
        }
        if (!open) {
            admit(ctx, caller.orElse(Caller.ANONYMOUS));
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

    private static boolean isBearer(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    private static Caller prove(Context ctx, Authenticator authenticator) {
        return authenticator
                .user(new Credentials(ctx.req().getRemoteAddr(), ctx::header))
                .map(user -> new Caller(user, false))
                .orElseThrow(() -> {
                    ctx.header("WWW-Authenticate", authenticator.challenge());
                    return LivyError.object(
                            401, "This server wants to know who you are, and what you presented proves it not.");
                });
    }

    /** Who it is. */
    static Caller of(Context ctx) {
        return attribute(ctx, ATTRIBUTE);
    }

    /** Whose rights count for what is there: those of the caller, or of the user for whom it acts. */
    static Caller acting(Context ctx) {
        return attribute(ctx, ACTING);
    }

    private static Caller attribute(Context ctx, String name) {
        Caller caller = ctx.attribute(name);
        return caller == null ? Caller.ANONYMOUS : caller;
    }
}
