package org.sparklaunch.querytracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Objects;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;

/** The requests of YTsaurus' clients before their first command: versions, commands, and hosts for heavy commands. */
final class ApiRoutes {
    private final UserResolver callers;

    ApiRoutes(UserResolver callers) {
        this.callers = callers;
    }

    void register(RoutesConfig routes) {
        routes.get("/api", ctx -> Responses.write(ctx, list("v3", "v4")));
        routes.get("/api/v3", ApiRoutes::commands);
        routes.get("/api/v4", ApiRoutes::commands);
        // This server also handles heavy commands, under the name by which the caller knows it.
        routes.get("/hosts", ctx -> Responses.write(ctx, list(Objects.requireNonNullElse(ctx.host(), "localhost"))));
        routes.get(ApiCommand.GET.path(), ApiRoutes::noNode);
        routes.get("/ping", ctx -> ctx.result(""));
        routes.get("/auth/whoami", ctx -> Responses.write(ctx, whoAmI(ctx)));
        routes.post("/auth/whoami", ctx -> Responses.write(ctx, whoAmI(ctx)));
    }

    private static void commands(Context ctx) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (ApiCommand command : ApiCommand.values()) {
            all.add(command.describe());
        }
        Responses.write(ctx, all);
    }

    private static void noNode(Context unused) {
        throw new QueryException(QueryError.NO_SUCH_NODE, "no such node: this query tracker has no Cypress tree");
    }

    private JsonNode whoAmI(Context ctx) {
        return Responses.object().put("login", callers.of(ctx)).put("realm", "spark-launch");
    }

    private static ArrayNode list(String... entries) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (String entry : entries) {
            list.add(entry);
        }
        return list;
    }
}
