package org.sparklaunch.querytracker.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A statement of {@link FakeLivy}; guarded by the server's lock. What it does is written in its code: {@code rows N}
 * gives N rows, {@code fail WORDS} an error, {@code block} runs until {@link FakeLivy#unblock}.
 */
final class FakeStatement {
    final int id;
    final String code;
    String state = "running";
    ObjectNode output;

    FakeStatement(int id, String code) {
        this.id = id;
        this.code = code;
    }

    void run(int rowLimit) {
        if (code.startsWith("fail")) {
            error(code.substring(4).strip());
        } else if (code.startsWith("rows ")) {
            rows(Math.min(rowLimit, Integer.parseInt(code.substring(5))));
        } else if (!code.startsWith("block")) {
            rows(1);
        }
    }

    void rows(int count) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("schema")
                .put("type", "struct")
                .putArray("fields")
                .addObject()
                .put("name", "n")
                .put("type", "integer")
                .put("nullable", false)
                .putObject("metadata");
        ArrayNode data = json.putArray("data");
        for (int i = 0; i < count; i++) {
            data.addArray().add(i);
        }
        output = JsonNodeFactory.instance.objectNode().put("status", "ok").put("execution_count", id);
        output.putObject("data").set("application/json", json);
        state = "available";
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
