package org.sparklaunch.livy.driver.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.apache.spark.sql.SparkSession;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.InterpreterEnvironment;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.driver.output.StatementOutput;

/**
 * Runs each query in a Spark session of its own, so that settings, current catalog and schema, temporary views, variables and
 * temporary functions start as the session was requested. A query with {@code "isolated": false} runs in the Livy session's own
 * Spark session and shares this state with others of this kind.
 */
public final class IsolatedQueries implements Interpreter {
    private static final JsonMapper JSON = new JsonMapper();

    private final InterpreterEnvironment environment;
    private final Interpreter shared;
    private final QuerySessions sessions;

    private IsolatedQueries(InterpreterEnvironment environment) {
        this.environment = environment;
        this.shared = QueryInterpreter.start(environment);
        this.sessions = new QuerySessions(environment.newSession());
    }

    /** Starts at once. */
    public static Interpreter start(InterpreterEnvironment environment) {
        return new IsolatedQueries(environment);
    }

    @Override
    public StatementOutput execute(StatementInput statement) throws InterruptedException {
        JsonNode payload = parse(statement.code());
        if (!payload.path("isolated").asBoolean(true)) {
            return shared.execute(statement);
        }
        SparkSession session = sessions.take();
        SparkSession.setActiveSession(session);
        try {
            return QueryInterpreter.start(environment.with(session)).execute(statement);
        } finally {
            SparkSession.setActiveSession(environment.spark());
            giveBack(session, payload);
        }
    }

    private void giveBack(SparkSession session, JsonNode payload) {
        boolean changed = false;
        for (JsonNode sql : payload.path("statements")) {
            changed = changed || SessionChanges.arePossible(sql.asText());
        }
        if (changed) {
            sessions.retire(session);
        } else {
            sessions.keep(session);
        }
    }

    /** A payload that is not JSON is refused when it is executed. */
    private static JsonNode parse(String payload) {
        try {
            return JSON.readTree(payload);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public void interrupt() {
        shared.interrupt();
    }

    @Override
    public void close() {
        sessions.close();
        shared.close();
    }
}
