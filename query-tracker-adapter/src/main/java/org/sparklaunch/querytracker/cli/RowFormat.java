package org.sparklaunch.querytracker.cli;

import java.util.Map;

/** How rows are printed. */
enum RowFormat {
    /** Columns for people. */
    TABLE,
    /** An array of one object a row. */
    JSON,
    /** RFC 4180 with a line of names. */
    CSV,
    /** A map a row, as YTsaurus' tools read it. */
    YSON;

    /** A result of a completed query as text, in lines of at most the width where it is for people. */
    String print(TrackerClient client, String id, int index, int width) {
        Map<String, String> result = Map.of("query_id", id, "result_index", Integer.toString(index));
        if (this != YSON) {
            return new RowStrings(client.get("read_query_result", result)).print(this, width);
        }
        return client.text(
                        "read_query_result",
                        Map.of(
                                "query_id",
                                id,
                                "result_index",
                                Integer.toString(index),
                                "output_format",
                                "<format=text>yson"))
                .stripTrailing();
    }
}
