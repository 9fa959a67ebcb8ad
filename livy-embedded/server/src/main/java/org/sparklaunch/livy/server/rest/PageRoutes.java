package org.sparklaunch.livy.server.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.sparklaunch.livy.server.auth.AccessLevel;
import org.sparklaunch.livy.server.session.InteractiveSession;

/** Handles the plain HTML pages at Livy's addresses. Links are relative, so that a proxy may add a prefix. */
final class PageRoutes {
    private final SessionLookup lookup;
    private final BatchLookup batches;

    PageRoutes(SessionLookup lookup, BatchLookup batches) {
        this.lookup = lookup;
        this.batches = batches;
    }

    void register(RoutesConfig routes) {
        routes.get("/ui/session/{id}", this::session);
        routes.get(
                "/ui/session/{id}/log",
                ctx -> log(ctx, lookup.find(ctx, AccessLevel.VIEW).logLines()));
        routes.get(
                "/ui/batch/{id}/log",
                ctx -> log(ctx, batches.find(ctx, AccessLevel.VIEW).logLines()));
        routes.get("/ui/<page>", ctx -> page(ctx, "404", "<h1>404</h1><p>There is no such page.</p>"));
    }

    private void session(Context ctx) {
        InteractiveSession session = lookup.find(ctx, AccessLevel.SEE);
        String name = session.spec().name();
        page(
                ctx,
                "Session " + session.id(),
                "<h1>Session " + session.id() + "</h1><p>" + (name == null ? "" : escaped(name) + ", ")
                        + session.spec().kind().wireName() + ", "
                        + session.state().wireName() + "</p><p><a href=\"" + session.id() + "/log\">Log</a></p>");
    }

    private static void log(Context ctx, List<String> lines) {
        page(ctx, "Log", "<h1>Log</h1><pre>" + escaped(String.join("\n", lines)) + "</pre>");
    }

    private static void page(Context ctx, String title, String body) {
        ctx.html("<!DOCTYPE html><title>" + title + "</title>" + body);
    }

    /** Escapes names and logs, which users control. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
