package org.sparklaunch.livy.server.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.auth.AccessLevel;
import org.sparklaunch.livy.server.pool.PoolStatus;
import org.sparklaunch.livy.server.request.Slots;
import org.sparklaunch.livy.server.session.InteractiveSession;

/** Handles the paths about warm and shared drivers: which exist, and whether a session got one. */
final class PoolRoutes {
    private final SessionLookup lookup;
    private final LivyRest.Drivers drivers;

    PoolRoutes(SessionLookup lookup, LivyRest.Drivers drivers) {
        this.lookup = lookup;
        this.drivers = drivers;
    }

    /**
     * How a session got its driver. {@code keys} were applied on a warm start and caused a cold one; {@code driver} is
     * set for a session that shares it.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StartJson(
            int id,
            String start,
            List<String> keys,
            String verdict,
            @Nullable String driver) {}

    /** A shared driver and the sessions in it. */
    record SharedJson(String driver, @Nullable String owner, String state, List<Integer> sessions, int most) {}

    void register(RoutesConfig routes) {
        routes.get("/spark-launch/pool", this::pool);
        routes.get("/spark-launch/drivers", this::shared);
        routes.get("/spark-launch/sessions/{id}/start", this::start);
    }

    private void pool(Context ctx) {
        PoolStatus status = drivers.pool().get();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("wanted", status.wanted());
        body.put("ready", status.ready());
        body.put("starting", status.starting());
        body.put("claimed", status.claimed());
        body.put("cold", status.cold());
        body.put("failures", status.failures());
        Slots.Tally slots = drivers.slots().tally();
        body.put("slotsUsed", slots.used());
        body.put("slotsFree", slots.free());
        Json.write(ctx, 200, body);
    }

    /** Returns the drivers that the caller may see, as with sessions. */
    private void shared(Context ctx) {
        List<SharedJson> visible = drivers.shared().get().stream()
                .filter(driver -> lookup.sees(ctx, driver.owner()))
                .map(driver -> new SharedJson(
                        driver.name(),
                        driver.owner(),
                        driver.ready() ? "ready" : "starting",
                        driver.sessions().stream().map(Integer::valueOf).toList(),
                        driver.most()))
                .toList();
        Json.write(ctx, 200, Map.of("shared", visible));
    }

    private void start(Context ctx) {
        InteractiveSession session = lookup.find(ctx, AccessLevel.SEE);
        var start = session.snapshot().start();
        Json.write(
                ctx,
                200,
                new StartJson(
                        session.id(), start.warm() ? "warm" : "cold", start.keys(), start.reason(), start.driver()));
    }
}
