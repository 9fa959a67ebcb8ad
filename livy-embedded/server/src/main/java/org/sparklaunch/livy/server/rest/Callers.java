package org.sparklaunch.livy.server.rest;

import io.javalin.http.Context;
import org.sparklaunch.livy.server.auth.Caller;
import org.sparklaunch.livy.server.auth.TokenRegistry;

/** Finds out who calls, before any route looks at the request. */
final class Callers {
    private static final String ATTRIBUTE = Caller.class.getName();
    private static final String BEARER = "Bearer ";

    private final TokenRegistry tokens;

    Callers(TokenRegistry tokens) {
        this.tokens = tokens;
    }

    /** A token that is presented must be good, also where none is needed: never another identity. */
    void identify(Context ctx) {
        String header = ctx.header("Authorization");
        Caller caller = Caller.ANONYMOUS;
        if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            caller = tokens.identify(header.substring(BEARER.length()).strip())
                    .orElseThrow(() -> LivyError.object(
                            401, "The token is unknown, expired or revoked; get a new one from who issued it."));
        }
        ctx.attribute(ATTRIBUTE, caller);
    }

    static Caller of(Context ctx) {
        Caller caller = ctx.attribute(ATTRIBUTE);
        return caller == null ? Caller.ANONYMOUS : caller;
    }
}
