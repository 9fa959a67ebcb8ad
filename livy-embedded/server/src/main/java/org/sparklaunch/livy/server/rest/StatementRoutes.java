package org.sparklaunch.livy.server.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.audit.AuditEvent;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.protocol.StatementState;
import org.sparklaunch.livy.server.auth.AccessLevel;
import org.sparklaunch.livy.server.session.InteractiveSession;
import org.sparklaunch.livy.server.session.SessionState;
import org.sparklaunch.livy.server.session.SessionStateException;
import org.sparklaunch.livy.server.session.Statement;

/** Handles {@code statements} below the path of a session, and the paths below. */
final class StatementRoutes {
    private static final String NO_KIND =
            "java.util.concurrent.ExecutionException: org.apache.livy.rsc.rpc.RpcException: "
                    + "java.lang.IllegalArgumentException: Code type should be specified if session kind is shared";

    /**
     * The time to wait for the cancellation of a waiting statement, which takes the driver about a millisecond; clients
     * expect to see it at once.
     */
    private static final long CANCEL_PATIENCE_MILLIS = 250;

    private final SessionLookup lookup;

    StatementRoutes(SessionLookup lookup) {
        this.lookup = lookup;
    }

    /** Registers the paths below that of a session. */
    void register(RoutesConfig routes, String session) {
        routes.get(session + "/statements", this::list);
        routes.post(session + "/statements", this::post);
        routes.get(session + "/statements/{statement}", this::show);
        routes.post(session + "/statements/{statement}/cancel", this::cancel);
    }

    private void list(Context ctx) {
        Page page = Page.of(ctx);
        InteractiveSession session = readable(ctx);
        List<Statement> all = new ArrayList<>(session.statements().all());
        String order = ctx.queryParam("order");
        if (order != null && order.strip().equalsIgnoreCase("desc")) {
            Collections.reverse(all);
        }
        List<Statement> wanted = page.cut(all, all.size());
        if (wanted.stream().anyMatch(Statement::isLarge)) {
            Json.stream(
                    ctx,
                    "{\"total_statements\":" + all.size() + ",\"statements\":[",
                    wanted.stream().map(StatementJson::of),
                    "]}");
            return;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("total_statements", all.size());
        body.put("statements", wanted.stream().map(StatementJson::of).toList());
        Json.write(ctx, 200, body);
    }

    private void post(Context ctx) {
        ExecuteRequest request = Json.read(ctx, ExecuteRequest.class);
        InteractiveSession session = lookup.find(ctx);
        if (request.code() == null) {
            throw LivyError.bare(400, "requirement failed: the statement has no field \"code\"");
        }
        try {
            SessionKind kind = kind(session, request.kind());
            if (session.isSqlOnly() && !kind.isSql()) {
                throw LivyError.object(
                        403,
                        "Session '" + session.id() + "' runs SQL only, no " + kind.wireName()
                                + "; its token or the policy does not permit its user to run code");
            }
            if (session.sharesDriver() && !kind.isSql()) {
                throw SqlOnlyFilter.shares(session, kind.wireName());
            }
            AuditFilter.addObject(ctx, AuditEvent.ofCode(request.code()));
            Statement statement = session.statements().post(kind, request.code());
            ctx.header("Location", statements(ctx, session) + statement.id());
            Json.write(ctx, 201, StatementJson.of(statement));
        } catch (SessionStateException e) {
            throw wrongState(e);
        }
    }

    private static String statements(Context ctx, InteractiveSession session) {
        return DliResponses.apply(ctx) ? ctx.path() + "/" : "/sessions/" + session.id() + "/statements/";
    }

    private static SessionKind kind(InteractiveSession session, @Nullable String name) {
        SessionKind asked = SessionKind.SHARED;
        if (name != null) {
            asked = SessionKind.parse(name).orElseThrow(() -> LivyError.bare(500, NO_KIND));
        }
        SessionKind kind = asked == SessionKind.SHARED ? session.spec().kind() : asked;
        // Livy also takes a statement of kind shared, and never runs it.
        if (kind == SessionKind.SHARED && session.state().takesStatements()) {
            throw LivyError.bare(500, NO_KIND);
        }
        return kind;
    }

    private void show(Context ctx) {
        int id = Page.parse(ctx.pathParam("statement"));
        InteractiveSession session = readable(ctx);
        LongPoll.answer(ctx, session.statements().whenFinal(id), () -> {
            Statement statement =
                    session.statements().find(id).orElseThrow(() -> LivyError.bare(404, "Statement not found"));
            Json.write(ctx, 200, StatementJson.of(statement));
        });
    }

    private void cancel(Context ctx) {
        int id = Page.parse(ctx.pathParam("statement"));
        InteractiveSession session = lookup.find(ctx);
        boolean waiting = session.statements()
                .find(id)
                .filter(s -> s.state() == StatementState.WAITING)
                .isPresent();
        try {
            session.statements().cancel(id);
        } catch (SessionStateException e) {
            throw wrongState(e);
        }
        Runnable answer = () -> Json.message(ctx, 200, "canceled");
        if (waiting) {
            LongPoll.within(ctx, session.statements().whenFinal(id), CANCEL_PATIENCE_MILLIS, answer);
        } else {
            answer.run();
        }
    }

    private InteractiveSession readable(Context ctx) {
        InteractiveSession session = lookup.find(ctx, AccessLevel.VIEW);
        SessionState state = session.state();
        if (state instanceof SessionState.Dead || state instanceof SessionState.ShuttingDown) {
            throw LivyError.object(400, "requirement failed: Session isn't active.");
        }
        return session;
    }

    private static LivyError wrongState(SessionStateException e) {
        return LivyError.bare(500, "java.lang.IllegalStateException: " + e.getMessage());
    }
}
