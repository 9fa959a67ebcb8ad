package org.sparklaunch.querytracker.execution;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;
import org.sparklaunch.querytracker.livy.LivyClient;
import org.sparklaunch.querytracker.livy.LivyStatement;
import org.sparklaunch.querytracker.sql.SqlArguments;
import org.sparklaunch.querytracker.sql.SqlStatement;

/** Posts a query to a Livy server. How many posts it takes depends on the server. */
sealed interface QueryScript {
    /** How many posts the query takes. */
    int size();

    /** What the server shows as the code of a posted statement. */
    String code(int index);

    /** Posts one part. */
    LivyStatement post(LivyClient client, int session, int index) throws InterruptedException;

    /**
     * The script of a query for the server of a client.
     *
     * @throws QueryException when the server cannot do what the settings ask
     */
    static QueryScript of(PreparedQuery query, LivyClient client) {
        if (client.takesQueries()) {
            return new Whole(body(query));
        }
        if (query.settings().fullResult() || query.settings().fileRows() > 0) {
            throw new QueryException(
                    QueryError.GENERIC,
                    "the settings full_result and rows beyond the row limit need a Livy server of spark-launch; this is"
                            + " another one");
        }
        return new Separate(query.statements().stream()
                .map(statement ->
                        SqlArguments.write(statement.sql(), query.settings().params()))
                .toList());
    }

    private static ObjectNode body(PreparedQuery query) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode statements = body.putArray("statements");
        query.statements().forEach(statement -> statements.add(statement.sql()));
        if (query.statements().stream().anyMatch(SqlStatement::isMoved)) {
            // Errors then have the positions of the query's own text.
            ArrayNode positions = body.putArray("positions");
            query.statements()
                    .forEach(statement ->
                            positions.addArray().add(statement.line()).add(statement.column()));
        }
        body.put("row_limit", query.settings().rowLimit());
        if (query.settings().fullResult()) {
            body.put("full_result", true);
        }
        if (query.settings().session() != null) {
            body.put("isolated", false);
        }
        if (query.settings().fileRows() > 0) {
            body.put("file_rows", query.settings().fileRows());
        }
        body.set("params", query.settings().params());
        return body;
    }

    /** All statements in one post, with their arguments beside them, for a server of spark-launch. */
    record Whole(ObjectNode body) implements QueryScript {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public String code(int index) {
            return body.toString();
        }

        @Override
        public LivyStatement post(LivyClient client, int session, int index) throws InterruptedException {
            return client.submit(session, body);
        }
    }

    /** One post for each statement, with the arguments written into the SQL, for a stock Livy. */
    record Separate(List<String> statements) implements QueryScript {
        @Override
        public int size() {
            return statements.size();
        }

        @Override
        public String code(int index) {
            return statements.get(index);
        }

        @Override
        public LivyStatement post(LivyClient client, int session, int index) throws InterruptedException {
            return client.submit(session, code(index));
        }
    }
}
