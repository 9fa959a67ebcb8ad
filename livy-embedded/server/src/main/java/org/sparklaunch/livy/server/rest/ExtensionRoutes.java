package org.sparklaunch.livy.server.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.auth.Caller;
import org.sparklaunch.livy.server.auth.TokenRegistry;
import org.sparklaunch.livy.server.health.Health;
import org.sparklaunch.livy.server.session.SessionManager;

/**
 * Handles paths under {@code /spark-launch}: health for supervisors, tokens for services that have the service key.
 */
final class ExtensionRoutes {
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final SessionManager sessions;
    private final TokenRegistry tokens;
    private final ServiceAccess services;
    private final Health health;

    ExtensionRoutes(SessionManager sessions, TokenRegistry tokens, ServiceAccess services, Health health) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.services = services;
        this.health = health;
    }

    /** The body of a token's registration; the token itself is never sent, its hash is in the path. */
    record TokenRequest(@Nullable String user, long ttlSeconds, boolean sqlOnly) {}

    void register(RoutesConfig routes) {
        routes.get("/spark-launch/health", this::health);
        routes.put("/spark-launch/tokens/{hash}", this::grant);
        routes.delete("/spark-launch/tokens/{hash}", this::revoke);
    }

    private void health(Context ctx) {
        Health.Result result = health.now();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", result.isGood() ? "up" : "down");
        body.put("sessions", sessions.all().size());
        body.put("checks", result.checks());
        Json.write(ctx, result.isGood() ? 200 : 503, body);
    }

    private void grant(Context ctx) {
        boolean sqlOnly = requireFor(hash(ctx), ctx) == ServiceAccess.Rank.TRACKER;
        TokenRequest request = Json.read(ctx, TokenRequest.class);
        if (sqlOnly && !request.sqlOnly()) {
            throw LivyError.object(403, "a query tracker's key registers tokens for SQL only: sqlOnly must be true");
        }
        String user = Objects.requireNonNullElse(request.user(), "");
        if (user.codePoints().anyMatch(Character::isISOControl)) {
            throw LivyError.object(400, "invalid token request: the user has control characters");
        }
        if (user.isBlank() || request.ttlSeconds() <= 0 || request.ttlSeconds() > LONGEST.toSeconds()) {
            throw LivyError.object(
                    400,
                    "invalid token request: expected user, and ttlSeconds from 1 to " + LONGEST.toSeconds()
                            + ", got user '" + user + "' and ttlSeconds " + request.ttlSeconds());
        }
        AuditFilter.addObject(
                ctx,
                Map.of("for_user", user, "sql_only", Boolean.toString(request.sqlOnly()), "token", shortHash(ctx)));
        tokens.grant(hash(ctx), new Caller(user, request.sqlOnly()), Duration.ofSeconds(request.ttlSeconds()));
        Json.message(ctx, 200, "granted");
    }

    private void revoke(Context ctx) {
        requireFor(hash(ctx), ctx);
        AuditFilter.addObject(ctx, Map.of("token", shortHash(ctx)));
        tokens.revoke(hash(ctx));
        Json.message(ctx, 200, "revoked");
    }

    /** Names a token in the audit log. */
    private static String shortHash(Context ctx) {
        return hash(ctx).substring(0, 12);
    }

    /** A query tracker manages its own tokens only, which run SQL only. */
    private ServiceAccess.Rank requireFor(String hash, Context ctx) {
        ServiceAccess.Rank rank = services.require(ctx);
        if (rank == ServiceAccess.Rank.TRACKER
                && tokens.holder(hash).filter(holder -> !holder.sqlOnly()).isPresent()) {
            throw LivyError.object(
                    403, "a query tracker's key manages tokens for SQL only; this one is for everything");
        }
        return rank;
    }

    private static String hash(Context ctx) {
        String hash = ctx.pathParam("hash");
        if (!hash.matches("[0-9a-f]{64}")) {
            throw LivyError.object(
                    400, "invalid token hash: expected the SHA-256 of the token in 64 lower-case hex digits");
        }
        return hash;
    }
}
