package org.sparklaunch.livy.server.rest;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.ServiceKey;
import org.sparklaunch.authentication.ServiceProofs;
import org.sparklaunch.authentication.ServiceRequest;

/** Tells which service sends a request: by the launch's key, or by the key that query trackers have. */
final class ServiceAccess {
    static final String PLAIN = "Service ";

    private final @Nullable ServiceKey launch;
    private final @Nullable ServiceKey tracker;
    private final ServiceProofs proofs;

    /** Which tokens a service may manage. */
    enum Rank {
        /** All tokens. */
        LAUNCH,
        /** Tokens that run SQL only. */
        TRACKER
    }

    /**
     * Makes the access for one server.
     *
     * @param key the launch's key; null when no service may manage tokens
     */
    ServiceAccess(@Nullable ServiceKey key, InstantSource clock) {
        this.launch = key;
        this.tracker = key == null ? null : ServiceKey.of(key.forTracker());
        this.proofs = new ServiceProofs(clock);
    }

    /**
     * Returns what the sender may do.
     *
     * @throws LivyError with status 401 when the request proves knowledge of neither key
     */
    Rank require(Context ctx) {
        String header = Objects.requireNonNullElse(ctx.header("Authorization"), "");
        if (isPlain(header) || isProof(launch, ctx, header)) {
            return Rank.LAUNCH;
        }
        if (isProof(tracker, ctx, header)) {
            return Rank.TRACKER;
        }
        throw LivyError.object(401, "authentication required: managing tokens needs proof of the service key");
    }

    /** The key itself, which an operator may send by hand. A tracker's key is never accepted so. */
    private boolean isPlain(String header) {
        return launch != null
                && header.startsWith(PLAIN)
                && launch.matches(header.substring(PLAIN.length()).strip());
    }

    private boolean isProof(@Nullable ServiceKey key, Context ctx, String header) {
        String host = Objects.requireNonNullElse(ctx.header("Host"), "");
        if (key == null || !header.startsWith(ServiceRequest.SCHEME) || !isOwnPort(host, ctx)) {
            return false;
        }
        try {
            var request =
                    new ServiceRequest(ctx.req().getMethod(), host, ctx.req().getRequestURI(), Json.bytes(ctx));
            return proofs.accept(key, request, header);
        } catch (IOException e) {
            throw LivyError.bare(400, "the body cannot be read: " + e.getMessage());
        }
    }

    /** A proof made for a server at another port of this machine must not be good here. */
    private static boolean isOwnPort(String host, Context ctx) {
        int standard = ctx.req().isSecure() ? 443 : 80;
        int local = ctx.req().getLocalPort();
        return host.endsWith(":" + local) || (local == standard && host.matches("[^:]+|\\[[^]]+]"));
    }
}
