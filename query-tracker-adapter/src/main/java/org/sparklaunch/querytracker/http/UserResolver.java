package org.sparklaunch.querytracker.http;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.Authenticator;
import org.sparklaunch.authentication.Credentials;
import org.sparklaunch.querytracker.query.QueryError;
import org.sparklaunch.querytracker.query.QueryException;

/**
 * Says who a request is from. Where users need not prove who they are, as on loopback, the caller's word is taken: our header,
 * or the one in which YTsaurus' clients send their setting {@code impersonation_user}. Where they do, nobody acts as another.
 */
public final class UserResolver {
    private static final String HEADER = "X-User";
    private static final String NATIVE_HEADER = "X-YT-User-Name";
    private static final String NAME = "[A-Za-z0-9._@-]{1,128}";

    private static final String NATIVE_SCHEME = "OAuth ";

    private final String defaultUser;
    private final @Nullable Authenticator authenticator;

    /**
     * Asks the authenticator with each request.
     *
     * @param defaultUser who a request is from that names nobody and need not
     * @param authenticator null where users need not prove who they are
     */
    public UserResolver(String defaultUser, @Nullable Authenticator authenticator) {
        this.defaultUser = defaultUser;
        this.authenticator = authenticator;
    }

    String of(Context ctx) {
        String named = named(ctx);
        return authenticator == null ? (named == null ? defaultUser : named) : proved(ctx, named, authenticator);
    }

    private static String proved(Context ctx, @Nullable String named, Authenticator authenticator) {
        String user = authenticator
                .user(new Credentials(ctx.req().getRemoteAddr(), name -> header(ctx, name)))
                .orElseThrow(() -> {
                    ctx.header("WWW-Authenticate", authenticator.challenge());
                    return new QueryException(
                            QueryError.UNAUTHORIZED,
                            "This tracker wants to know who you are, and what you presented proves it not; the"
                                    + " query-tracker command takes --credentials-file");
                });
        if (named != null && !named.equals(user)) {
            throw new QueryException(
                    QueryError.UNAUTHORIZED, "You are '" + user + "' and cannot act as '" + named + "' here");
        }
        return user;
    }

    /** YTsaurus' clients present a token under another word. */
    private static @Nullable String header(Context ctx, String name) {
        String value = ctx.header(name);
        return name.equalsIgnoreCase("Authorization") && value != null && value.startsWith(NATIVE_SCHEME)
                ? "Bearer " + value.substring(NATIVE_SCHEME.length())
                : value;
    }

    private static @Nullable String named(Context ctx) {
        String header = ctx.header(HEADER) == null ? NATIVE_HEADER : HEADER;
        String name = ctx.header(header);
        if (name == null || name.isBlank()) {
            return null;
        }
        if (!name.matches(NAME)) {
            throw Parameters.refuse(
                    "The header " + header + " is no user's name: a name has 1 to 128 letters, digits or" + " . _ @ -");
        }
        return name;
    }
}
