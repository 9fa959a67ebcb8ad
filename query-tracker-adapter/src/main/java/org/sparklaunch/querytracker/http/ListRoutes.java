package org.sparklaunch.querytracker.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.querytracker.execution.QueryService;
import org.sparklaunch.querytracker.query.Query;
import org.sparklaunch.querytracker.query.QueryFilter;
import org.sparklaunch.querytracker.query.QuerySearch;
import org.sparklaunch.querytracker.query.QueryState;

/** {@code list_queries}: pages of queries by time, with filters. */
final class ListRoutes {
    private static final int DEFAULT_LIMIT = 100;
    private static final int LONGEST_LIST = 10_000;
    private static final Set<String> KNOWN = Set.of(
            "from_time",
            "to_time",
            "cursor_time",
            "cursor_direction",
            "user",
            "state",
            "engine",
            "filter",
            "limit",
            "attributes",
            "sort_order",
            "tutorial_filter",
            "use_full_text_search",
            "search_by_token_prefix");

    private final QueryService queries;
    private final UserResolver callers;

    ListRoutes(QueryService queries, UserResolver callers) {
        this.queries = queries;
        this.callers = callers;
    }

    void register(RoutesConfig routes) {
        routes.get(ApiCommand.LIST_QUERIES.path(), this::list);
    }

    private void list(Context ctx) {
        Parameters parameters = Parameters.of(ctx, KNOWN);
        String caller = callers.of(ctx);
        int limit = limit(parameters);
        QueryFilter filter = filter(parameters, queries.access().viewer(caller), limit + 1);
        // There are no tutorials.
        List<Query> found = parameters.flagOr("tutorial_filter", false) ? List.of() : queries.list(filter);
        ObjectNode body = Responses.object();
        ArrayNode page = body.putArray("queries");
        Set<String> attributes = parameters.names("attributes");
        found.stream().limit(limit).sorted(order(parameters)).forEach(q -> page.add(QueryJson.of(q, attributes)));
        body.put("incomplete", found.size() > limit).put("timestamp", QueryJson.time(Instant.now()));
        Responses.write(ctx, body, FormatChoice.of(ctx, parameters));
    }

    private static int limit(Parameters parameters) {
        int limit = parameters.intOr("limit", DEFAULT_LIMIT);
        if (limit < 1 || limit > LONGEST_LIST) {
            throw Parameters.refuse("parameter 'limit' is " + limit + "; it must be from 1 to " + LONGEST_LIST);
        }
        return limit;
    }

    /** Of a page; {@code cursor} leaves it as it was read: away from the cursor. */
    private static Comparator<Query> order(Parameters parameters) {
        String order = parameters.textOr("sort_order", "cursor");
        return switch (order) {
            case "cursor" -> Comparator.comparing(query -> 0);
            case "ascending" -> Comparator.comparing(Query::start);
            case "descending" -> Comparator.comparing(Query::start).reversed();
            default -> throw unknown("sort_order", order, List.of("cursor", "ascending", "descending"));
        };
    }

    private static QueryFilter filter(Parameters parameters, QueryFilter.Viewer viewer, int limit) {
        String state = parameters.optionalText("state");
        if (state != null && !QueryState.WORDS.contains(state)) {
            throw unknown("state", state, QueryState.WORDS);
        }
        String text = parameters.optionalText("filter");
        boolean prefix = parameters.flagOr("search_by_token_prefix", false);
        // Clients of YTsaurus expect its search for words, all others one for a part of the text.
        boolean words = prefix || parameters.flagOr("use_full_text_search", parameters.isNative());
        return new QueryFilter(
                parameters.instant("from_time"),
                parameters.instant("to_time"),
                cursor(parameters),
                viewer,
                parameters.optionalText("user"),
                state,
                parameters.optionalText("engine"),
                words ? null : text,
                words && text != null ? QuerySearch.of(text, prefix) : null,
                limit);
    }

    private static QueryFilter.@Nullable Cursor cursor(Parameters parameters) {
        Instant time = parameters.instant("cursor_time");
        String direction = parameters.textOr("cursor_direction", "past");
        return switch (direction) {
            case "past" -> time == null ? null : new QueryFilter.Cursor(time, false);
            // From the beginning, when it says no time.
            case "future" -> new QueryFilter.Cursor(time == null ? Instant.EPOCH : time, true);
            case "none" -> null;
            default -> throw unknown("cursor_direction", direction, List.of("past", "future", "none"));
        };
    }

    private static RuntimeException unknown(String parameter, String value, List<String> known) {
        return Parameters.refuse("unknown " + parameter + " '" + value + "'; known are " + String.join(", ", known));
    }
}
