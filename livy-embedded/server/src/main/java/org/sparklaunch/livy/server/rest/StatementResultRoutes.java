package org.sparklaunch.livy.server.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.protocol.StatementState;
import org.sparklaunch.livy.server.request.RejectedException;
import org.sparklaunch.livy.server.session.InteractiveSession;
import org.sparklaunch.livy.server.session.SessionStateException;
import org.sparklaunch.livy.server.session.Statement;

/** Handles the extension for all rows of an SQL statement; Livy's output has at most a thousand. */
final class StatementResultRoutes {
    private final SessionLookup lookup;

    StatementResultRoutes(SessionLookup lookup) {
        this.lookup = lookup;
    }

    void register(RoutesConfig routes) {
        routes.get("/spark-launch/sessions/{id}/statements/{statement}/result", this::show);
    }

    private void show(Context ctx) {
        int id = Page.parse(ctx.pathParam("statement"));
        InteractiveSession session = lookup.find(ctx);
        Statement statement =
                session.statements().find(id).orElseThrow(() -> LivyError.object(404, "Statement not found"));
        if (statement.kind() != SessionKind.SQL) {
            throw LivyError.object(
                    400,
                    "only statements of kind sql have a whole result, statement " + id + " is of kind "
                            + statement.kind().wireName());
        }
        if (statement.state() != StatementState.AVAILABLE) {
            throw LivyError.object(
                    409,
                    "statement " + id + " is " + statement.state().wireName()
                            + "; request it with ?wait=SECONDS until it is available");
        }
        ctx.future(() -> {
            ResultResponse answer = new ResultResponse(ctx.res());
            try {
                session.statements().sendResult(id, answer);
            } catch (RejectedException e) {
                throw LivyError.object(429, String.valueOf(e.getMessage()));
            } catch (SessionStateException e) {
                throw LivyError.object(409, e.getMessage() + "; its driver, which has the result, is gone");
            }
            return answer.whenSent();
        });
    }
}
