package org.sparklaunch.querytracker.http;

import io.javalin.http.Context;

/**
 * Says who a request is from. Without authentication, as on loopback, the caller's word is taken: our header, or the one
 * in which YTsaurus' clients send their setting {@code impersonation_user}.
 */
final class Callers {
    private static final String HEADER = "X-User";
    private static final String NATIVE_HEADER = "X-YT-User-Name";
    private static final String NAME = "[A-Za-z0-9._@-]{1,128}";

    private final String defaultUser;

    Callers(String defaultUser) {
        this.defaultUser = defaultUser;
    }

    String of(Context ctx) {
        String header = ctx.header(HEADER) == null ? NATIVE_HEADER : HEADER;
        String name = ctx.header(header);
        if (name == null || name.isBlank()) {
            return defaultUser;
        }
        if (!name.matches(NAME)) {
            throw Parameters.refuse(
                    "The header " + header + " is no user's name: a name has 1 to 128 letters, digits or" + " . _ @ -");
        }
        return name;
    }
}
