package org.sparklaunch.querytracker.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.sparklaunch.querytracker.livy.LivyClient;
import org.sparklaunch.querytracker.livy.LivyStatement;

/**
 * A query's statements as a Livy server takes them: all in one where it takes queries, their arguments beside them; else one
 * after the other with the arguments written in.
 */
final class QueryScript {
    private final List<String> codes;
    private final boolean whole;
    private final ObjectNode query;

    private QueryScript(List<String> codes, boolean whole, ObjectNode query) {
        this.codes = codes;
        this.whole = whole;
        this.query = query;
    }

    static QueryScript of(Query query, QuerySettings settings, boolean takesQueries) {
        List<SqlStatement> statements = SqlStatements.of(query.text());
        if (settings.fullResult() && !takesQueries) {
            throw new QueryException(
                    QueryError.GENERIC,
                    "The setting full_result needs a Livy server of spark-launch, this one has none");
        }
        ObjectNode whole = whole(statements, settings);
        return takesQueries
                ? new QueryScript(List.of(whole.toString()), true, whole)
                : new QueryScript(
                        statements.stream()
                                .map(statement -> SqlArguments.write(statement.sql(), settings.params()))
                                .toList(),
                        false,
                        whole);
    }

    private static ObjectNode whole(List<SqlStatement> statements, QuerySettings settings) {
        ObjectNode query = JsonNodeFactory.instance.objectNode();
        ArrayNode list = query.putArray("statements");
        statements.forEach(statement -> list.add(statement.sql()));
        boolean moved = statements.stream().anyMatch(statement -> statement.line() > 1 || statement.column() > 0);
        if (moved) {
            // Errors then have the positions of the query's own text.
            ArrayNode positions = query.putArray("positions");
            statements.forEach(
                    statement -> positions.addArray().add(statement.line()).add(statement.column()));
        }
        query.put("row_limit", settings.rowLimit());
        if (settings.fullResult()) {
            query.put("full_result", true);
        }
        query.set("params", settings.params());
        return query;
    }

    /** What the server shows as the code of each of its statements. */
    List<String> codes() {
        return codes;
    }

    /** Posts the statement of an index. */
    LivyStatement post(LivyClient client, int session, int index) throws InterruptedException {
        return whole ? client.submit(session, (JsonNode) query) : client.submit(session, codes.get(index));
    }
}
