package org.sparklaunch.querytracker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** The commands as YTsaurus describes them to its clients, which choose verb and host from that. */
enum ApiCommand {
    START_QUERY(true, "structured"),
    ABORT_QUERY(true, "null"),
    ALTER_QUERY(true, "null"),
    GET_QUERY(false, "structured"),
    LIST_QUERIES(false, "structured"),
    GET_QUERY_RESULT(false, "structured"),
    READ_QUERY_RESULT(false, "tabular"),
    GET_QUERY_TRACKER_INFO(false, "structured"),
    GET_QUERY_DECLARED_PARAMETERS_INFO(false, "structured"),
    /** Of a node in the tree that YTsaurus has and a tracker has not: clients look there for their settings. */
    GET(false, "structured");

    private final boolean changes;
    private final String output;

    ApiCommand(boolean changes, String output) {
        this.changes = changes;
        this.output = output;
    }

    String path() {
        return QueryRoutes.API + wireName();
    }

    private String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    ObjectNode describe() {
        return Responses.object()
                .put("name", wireName())
                .put("input_type", "null")
                .put("output_type", output)
                .put("is_volatile", changes)
                .put("is_heavy", this == READ_QUERY_RESULT);
    }
}
