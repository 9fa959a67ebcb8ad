package org.sparklaunch.querytracker.execution;

import java.util.List;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;
import org.sparklaunch.querytracker.pool.SessionKey;
import org.sparklaunch.querytracker.query.Query;
import org.sparklaunch.querytracker.settings.QuerySettings;
import org.sparklaunch.querytracker.settings.SettingsReader;
import org.sparklaunch.querytracker.sql.SqlStatement;
import org.sparklaunch.querytracker.sql.SqlStatements;

/**
 * A query before it runs, with its settings parsed and its SQL split. Both happen here and nowhere else. Queries that are only
 * listed are never prepared, since the limits of the tracker may have changed since they ran.
 */
record PreparedQuery(Query query, QuerySettings settings, List<SqlStatement> statements) {
    PreparedQuery {
        statements = List.copyOf(statements);
    }

    /**
     * Parses and splits.
     *
     * @throws QueryException when a setting is refused or there is no statement
     */
    static PreparedQuery of(Query query, SettingsReader reader) {
        List<SqlStatement> statements = SqlStatements.split(query.sql());
        if (statements.isEmpty()) {
            throw new QueryException(QueryError.GENERIC, "The query is empty; give some SQL");
        }
        return new PreparedQuery(query, reader.read(query.settings()), statements);
    }

    String id() {
        return query.id();
    }

    String user() {
        return query.user();
    }

    SessionKey sessionKey() {
        return settings.sessionKey(query.user());
    }
}
