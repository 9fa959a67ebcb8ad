package org.sparklaunch.livy.server.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sparklaunch.livy.server.session.SessionManager;

/** Handles Livy's version, metrics and links to its pages. */
final class ServerRoutes {
    /** Livy's version, which clients compare as a string: 0.10 would count as older than 0.5. */
    private static final String LIVY_VERSION = "0.9.0-incubating";

    private final SessionManager sessions;

    ServerRoutes(SessionManager sessions) {
        this.sessions = sessions;
    }

    void register(RoutesConfig routes) {
        routes.get("/", ctx -> ctx.redirect(ctx.scheme() + "://" + ctx.host() + "/ui", HttpStatus.FOUND));
        routes.get("/ui", ServerRoutes::page);
        routes.get("/version", ServerRoutes::version);
        routes.get("/version/", ServerRoutes::version);
        routes.get("/metrics", ServerRoutes::menu);
        routes.get(
                "/metrics/ping",
                ctx -> ctx.contentType("text/plain;charset=ISO-8859-1").result("pong\n"));
        routes.get("/metrics/metrics", this::metrics);
    }

    private static void page(Context ctx) {
        ctx.html("<!DOCTYPE html><title>Livy</title><h1>Livy</h1><p>Sessions: <a href=\"/sessions\">/sessions</a>");
    }

    private static void menu(Context ctx) {
        ctx.html("<!DOCTYPE html><title>Metrics</title><ul><li><a href=\"/metrics/metrics\">Metrics</a>"
                + "<li><a href=\"/metrics/ping\">Ping</a><li><a href=\"/metrics/threads\">Threads</a>"
                + "<li><a href=\"/metrics/healthcheck\">Healthcheck</a></ul>");
    }

    private static void version(Context ctx) {
        ctx.disableCompression();
        Map<String, String> body = new LinkedHashMap<>();
        body.put("url", "");
        body.put("branch", "");
        body.put("revision", "");
        body.put("version", LIVY_VERSION);
        body.put("date", "");
        body.put("user", "");
        Json.write(ctx, 200, body);
    }

    private void metrics(Context ctx) {
        Map<String, Object> gauges = new TreeMap<>();
        gauges.put("sessions.total", Map.of("value", sessions.all().size()));
        Map<String, Long> byState = sessions.all().stream()
                .collect(Collectors.groupingBy(session -> session.state().wireName(), Collectors.counting()));
        byState.forEach((state, count) -> gauges.put("sessions." + state, Map.of("value", count)));
        Runtime runtime = Runtime.getRuntime();
        gauges.put("jvm.memory.heap.used", Map.of("value", runtime.totalMemory() - runtime.freeMemory()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("version", "4.0.0");
        body.put("gauges", gauges);
        for (String kind : new String[] {"counters", "histograms", "meters", "timers"}) {
            body.put(kind, Map.of());
        }
        Json.write(ctx, 200, body);
    }
}
