package org.sparklaunch.querytracker.http;

import io.javalin.http.Context;
import java.util.Collections;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.Authenticator;
import org.sparklaunch.authentication.Credentials;
import org.sparklaunch.authentication.accounts.LocalCallers;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;

/**
 * Resolves the user of a request. Without authentication it is the account that opened the connection. The account of the tracker
 * and root may name another user in a header: our header, or the one in which clients of YTsaurus send their setting {@code
 * impersonation_user}. With authentication no user acts as another.
 */
public final class UserResolver {
    private static final String HEADER = "X-User";
    private static final String NATIVE_HEADER = "X-YT-User-Name";
    private static final String NAME = "[A-Za-z0-9._@-]{1,128}";

    private static final String USER = UserResolver.class.getName();
    private static final String NATIVE_SCHEME = "OAuth ";

    private final String defaultUser;
    private final @Nullable Authenticator authenticator;
    private final LocalCallers local;

    /**
     * Uses the authenticator for each request.
     *
     * @param defaultUser user of requests that name none
     * @param authenticator null for no authentication
     * @param local decides on callers without authentication
     */
    public UserResolver(String defaultUser, @Nullable Authenticator authenticator, LocalCallers local) {
        this.defaultUser = defaultUser;
        this.authenticator = authenticator;
        this.local = local;
    }

    /** Resolves the user before the body of the request is read. */
    void resolve(Context ctx) {
        String unused = of(ctx);
    }

    /** Returns the user of a request whose body may be read; null before, or when the user was refused. */
    static @Nullable String resolved(Context ctx) {
        return ctx.attribute(USER);
    }

    /** Returns the user of the request. */
    String of(Context ctx) {
        String resolved = resolved(ctx);
        if (resolved == null) {
            resolved = user(ctx);
            ctx.attribute(USER, resolved);
        }
        return resolved;
    }

    private String user(Context ctx) {
        String named = named(ctx);
        return authenticator == null ? local(ctx, named) : proved(ctx, named, authenticator);
    }

    /** Only accounts that may act as any user can name one. */
    private String local(Context ctx, @Nullable String named) {
        try {
            LocalCallers.Account caller = local.caller(ServletContextRequest.getServletContextRequest(ctx.req()));
            String own = caller.name() == null ? defaultUser : caller.name();
            if (named == null || named.equals(own)) {
                return own;
            }
            if (!caller.superuser()) {
                throw new QueryException(QueryError.UNAUTHORIZED, "user '" + own + "' cannot act as '" + named + "'");
            }
            return named;
        } catch (LocalCallers.RefusedException e) {
            throw new QueryException(QueryError.UNAUTHORIZED, String.valueOf(e.getMessage()));
        }
    }

    private static String proved(Context ctx, @Nullable String named, Authenticator authenticator) {
        String user = authenticator
                .user(new Credentials(ctx.req().getRemoteAddr(), name -> header(ctx, name)))
                .orElseThrow(() -> {
                    ctx.header("WWW-Authenticate", authenticator.challenge());
                    return new QueryException(
                            QueryError.UNAUTHORIZED,
                            "authentication required: the credentials sent were not accepted; use --credentials-file"
                                    + " of the query-tracker commands");
                });
        if (named != null && !named.equals(user)) {
            throw new QueryException(QueryError.UNAUTHORIZED, "user '" + user + "' cannot act as '" + named + "'");
        }
        return user;
    }

    /** Clients of YTsaurus send a token under another scheme. */
    private static @Nullable String header(Context ctx, String name) {
        String value = Credentials.single(Collections.list(ctx.req().getHeaders(name)));
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
            throw Parameters.refuse("header " + header + " is not a user name of 1 to 128 letters, digits or . _ @ -");
        }
        return name;
    }
}
