package org.sparklaunch.livy.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.server.auth.AccessLevel;
import org.sparklaunch.livy.server.session.InteractiveSession;
import org.sparklaunch.livy.server.session.SessionStateException;
import org.sparklaunch.livy.server.session.Statement;

/**
 * Handles the extension {@code /spark-launch/sessions/{id}/statements}: statements with arguments or several SQL
 * statements, and progress in numbers. The driver checks the query; here it is any JSON object.
 */
final class QueryStatementRoutes {
    private static final String STATEMENTS = "/spark-launch/sessions/{id}/statements";

    private final SessionLookup lookup;

    QueryStatementRoutes(SessionLookup lookup) {
        this.lookup = lookup;
    }

    void register(RoutesConfig routes) {
        routes.post(STATEMENTS, this::post);
        routes.get(STATEMENTS, this::list);
        routes.get(STATEMENTS + "/{statement}", this::show);
    }

    private void post(Context ctx) {
        JsonNode query = Json.read(ctx, JsonNode.class);
        InteractiveSession session = lookup.find(ctx);
        if (!query.isObject()) {
            throw LivyError.object(400, "invalid query: expected a JSON object with \"statements\" and \"row_limit\"");
        }
        try {
            Statement statement = session.statements().post(SessionKind.QUERY, query.toString());
            AuditFilter.addObject(ctx, Map.of("statement", Integer.toString(statement.id())));
            Json.write(ctx, 201, body(statement));
        } catch (SessionStateException e) {
            throw LivyError.object(409, String.valueOf(e.getMessage()));
        }
    }

    /** Also of a dead session, for as long as its state is kept. Livy refuses these. */
    private void list(Context ctx) {
        InteractiveSession session = lookup.find(ctx, AccessLevel.VIEW);
        List<Statement> all = session.statements().all();
        Json.stream(
                ctx,
                "{\"total_statements\":" + all.size() + ",\"statements\":[",
                Page.of(ctx).cut(all, all.size()).stream().map(StatementJson::of),
                "]}");
    }

    private void show(Context ctx) {
        int id = Page.parse(ctx.pathParam("statement"));
        InteractiveSession session = lookup.find(ctx, AccessLevel.VIEW);
        LongPoll.answer(ctx, session.statements().whenFinal(id), () -> {
            Statement statement =
                    session.statements().find(id).orElseThrow(() -> LivyError.bare(404, "Statement not found"));
            Json.write(ctx, 200, body(statement));
        });
    }

    private static Map<String, Object> body(Statement statement) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("statement", StatementJson.of(statement));
        body.put("counts", statement.counts());
        return body;
    }
}
