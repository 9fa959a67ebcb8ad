package org.sparklaunch.livy.server.rest;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Responses that sessions and batches have in common; the order of the keys is Livy's. */
final class CommonResponses {
    private static final int DEFAULT_SIZE = 100;
    private static final int SHORT_LOG = 10;

    private CommonResponses() {}

    /** Responds with a page of a collection. Livy calls its entries sessions even when they are batches. */
    static <T> void list(Context ctx, List<T> visible, Function<T, ?> json) {
        Page page = Page.of(ctx);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("from", page.fromOr(0));
        body.put("total", visible.size());
        body.put("sessions", page.cut(visible, DEFAULT_SIZE).stream().map(json).toList());
        Json.write(ctx, 200, body);
    }

    static void state(Context ctx, Object id, String state) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("state", state);
        Json.write(ctx, 200, body);
    }

    static void log(Context ctx, Object id, List<String> lines) {
        Page.LogPiece<String> piece = Page.of(ctx).cutLog(lines);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("from", piece.from());
        body.put("total", lines.size());
        body.put("log", piece.lines());
        Json.write(ctx, 200, body);
    }

    /** Returns the last lines, which an entry itself carries. */
    static List<String> shortLog(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - SHORT_LOG), lines.size());
    }
}
