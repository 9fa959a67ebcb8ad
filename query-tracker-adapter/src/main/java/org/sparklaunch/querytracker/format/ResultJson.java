package org.sparklaunch.querytracker.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.sparklaunch.querytracker.query.FullResult;
import org.sparklaunch.querytracker.query.QueryResult;

/** Describes results without their rows. */
public final class ResultJson {
    private ResultJson() {}

    /** Returns schema and size of a result. */
    public static ObjectNode meta(String id, int index, QueryResult result) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id).put("result_index", index);
        json.set("schema", Columns.of(result.schema(), RowRange.ALL).schema());
        json.put("is_truncated", result.truncated());
        FullResult full = result.full();
        json.putObject("data_statistics")
                .put("row_count", result.rowCount())
                .put(
                        "data_weight",
                        result.isInFile() && full != null
                                ? full.bytes()
                                : result.rows().toString().length());
        if (full != null && !result.isInFile()) {
            json.putObject("full_result")
                    .put("format", "parquet")
                    .put("row_count", full.rows())
                    .put("size", full.bytes())
                    .put("files", full.parts().size());
        }
        return json;
    }
}
