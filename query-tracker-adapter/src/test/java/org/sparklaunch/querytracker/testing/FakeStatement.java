package org.sparklaunch.querytracker.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A statement of {@link FakeLivy}; guarded by the server's lock. What it does is written in its code: {@code rows N}
 * gives N rows, {@code cell TYPE TEXT} one cell, {@code fail WORDS} an error, {@code create} no columns, {@code block} runs until {@link FakeLivy#unblock}.
 */
final class FakeStatement {
    final int id;
    final String code;
    String state = "running";
    int looks;
    ObjectNode output;

    private final List<String> statements = new ArrayList<>();
    private final boolean query;
    private final boolean full;
    private final long fileRows;
    private int rowLimit;

    FakeStatement(int id, String code) {
        this.id = id;
        this.code = code;
        this.query = false;
        this.full = false;
        this.fileRows = 0;
        statements.add(code);
    }

    /** A query of our extension. */
    FakeStatement(int id, JsonNode query) {
        this.id = id;
        this.code = query.toString();
        this.query = true;
        this.full = query.path("full_result").asBoolean();
        this.fileRows = query.path("file_rows").asLong();
        query.path("statements").forEach(sql -> statements.add(sql.asText()));
    }

    List<String> statements() {
        return statements;
    }

    void run(int limit) {
        rowLimit = limit;
        if (statements.stream().noneMatch(sql -> sql.startsWith("block"))) {
            end();
        }
    }

    /** Ends also what was blocked, which brings one row. */
    void end() {
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        for (String sql : statements) {
            if (sql.startsWith("fail")) {
                error(sql.substring(4).strip());
                return;
            }
            if (sql.startsWith("create")) {
                results.add(withoutColumns());
                continue;
            }
            String[] words = sql.split(" ", 3);
            boolean cell = words[0].equals("cell");
            int count = sql.startsWith("rows ") ? Integer.parseInt(sql.replaceAll("\\D", "")) : 1;
            results.add(rows(count, cell ? words[1] : "integer", cell ? words[2] : ""));
        }
        JsonNode json = query ? JsonNodeFactory.instance.objectNode().set("results", results) : results.path(0);
        output = JsonNodeFactory.instance.objectNode().put("status", "ok").put("execution_count", id);
        output.putObject("data").set("application/json", json);
        state = "available";
    }

    private ObjectNode withoutColumns() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("schema").put("type", "struct").putArray("fields");
        json.putArray(query ? "rows" : "data");
        return query ? json.put("truncated", false) : json;
    }

    private ObjectNode rows(int count, String type, String text) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("schema")
                .put("type", "struct")
                .putArray("fields")
                .addObject()
                .put("name", "n")
                .put("type", type)
                .put("nullable", false)
                .putObject("metadata");
        ArrayNode data = json.putArray(query ? "rows" : "data");
        if (fileRows > 0) {
            json.set("full_result", rowFile(Math.min(count, fileRows)));
            return json.put("truncated", count > fileRows);
        }
        for (int i = 0; i < Math.min(rowLimit, count); i++) {
            ArrayNode row = data.addArray();
            if (text.isEmpty()) {
                row.add(i);
            } else {
                row.add(text);
            }
        }
        if (full) {
            json.set("full_result", fullResult(count));
        }
        return query ? json.put("truncated", count > rowLimit) : json;
    }

    /** Of two files, which no fake writes. */
    private static ObjectNode fullResult(int count) {
        ObjectNode full = JsonNodeFactory.instance
                .objectNode()
                .put("folder", FakeLivy.FULL_RESULT)
                .put("row_count", count);
        ArrayNode files = full.putArray("files");
        files.addObject().put("name", "part-00000.parquet").put("size", 3);
        files.addObject().put("name", "part-00001.parquet").put("size", 4);
        return full;
    }

    /** A file of rows, which no fake writes. */
    private static ObjectNode rowFile(long count) {
        ObjectNode full = JsonNodeFactory.instance
                .objectNode()
                .put("folder", FakeLivy.FULL_RESULT)
                .put("row_count", count);
        full.putArray("files").addObject().put("name", "rows.jsonl.gz").put("size", 5);
        return full;
    }

    private void error(String words) {
        output = JsonNodeFactory.instance
                .objectNode()
                .put("status", "error")
                .put("execution_count", id)
                .put("ename", "Error")
                .put("evalue", words);
        output.putArray("traceback").add("org.example.Frame(Frame.java:1)\n");
        state = "available";
    }

    void cancel() {
        if (state.equals("running")) {
            state = "cancelled";
        }
    }

    boolean isFinal() {
        return !state.equals("running");
    }
}
