package org.sparklaunch.livy.server.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.sparklaunch.livy.server.auth.Access;
import org.sparklaunch.livy.server.pool.PoolStatus;
import org.sparklaunch.livy.server.session.InteractiveSession;

/** Our own paths that tell of warm drivers: how many there are, and whether a session got one. */
final class PoolRoutes {
    private final SessionLookup lookup;
    private final Supplier<PoolStatus> pool;

    PoolRoutes(SessionLookup lookup, Supplier<PoolStatus> pool) {
        this.lookup = lookup;
        this.pool = pool;
    }

    /** How a session came to its driver; {@code keys} were applied on a warm start and forced a cold one. */
    record StartJson(int id, String start, List<String> keys, String verdict) {}

    void register(RoutesConfig routes) {
        routes.get("/spark-launch/pool", this::pool);
        routes.get("/spark-launch/sessions/{id}/start", this::start);
    }

    private void pool(Context ctx) {
        PoolStatus status = pool.get();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("wanted", status.wanted());
        body.put("ready", status.ready());
        body.put("starting", status.starting());
        body.put("claimed", status.claimed());
        body.put("cold", status.cold());
        body.put("failures", status.failures());
        Json.write(ctx, 200, body);
    }

    private void start(Context ctx) {
        InteractiveSession session = lookup.find(ctx, Access.SEE);
        var start = session.snapshot().start();
        Json.write(ctx, 200, new StartJson(session.id(), start.warm() ? "warm" : "cold", start.keys(), start.reason()));
    }
}
