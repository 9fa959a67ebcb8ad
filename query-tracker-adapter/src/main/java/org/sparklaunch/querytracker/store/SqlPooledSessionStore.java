package org.sparklaunch.querytracker.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.querytracker.pool.PooledSessionStore;
import org.sparklaunch.querytracker.pool.SessionKey;
import org.sparklaunch.querytracker.pool.StoredSession;
import org.sparklaunch.querytracker.token.TokenHash;

/** {@link PooledSessionStore} in the table {@code sessions}. */
final class SqlPooledSessionStore implements PooledSessionStore {
    private final Jdbc jdbc;
    private final String tracker;

    SqlPooledSessionStore(Jdbc jdbc, String tracker) {
        this.jdbc = jdbc;
        this.tracker = tracker;
    }

    @Override
    public void put(StoredSession record) {
        jdbc.update(
                """
                INSERT INTO sessions (name, user_name, cluster, spark_conf, token_hash, tracker, shared_name)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET token_hash = excluded.token_hash
                WHERE sessions.tracker = excluded.tracker
                """,
                record.name(),
                record.key().user(),
                record.key().cluster().value(),
                JsonColumn.write(record.key().sparkConf()),
                record.token().hex(),
                tracker,
                record.key().name());
    }

    @Override
    public void remove(String name) {
        jdbc.update("DELETE FROM sessions WHERE name = ? AND tracker = ?", name, tracker);
    }

    @Override
    public List<StoredSession> all() {
        return jdbc.query(
                "SELECT name, user_name, cluster, spark_conf, token_hash, shared_name FROM sessions WHERE tracker = ?"
                        + " ORDER BY name",
                row -> new StoredSession(
                        row.getString("name"),
                        SessionKey.of(
                                        row.getString("user_name"),
                                        new DiscoveryPath(row.getString("cluster")),
                                        JsonColumn.read(
                                                row.getString("spark_conf"),
                                                new TypeReference<Map<String, String>>() {}))
                                .named(row.getString("shared_name")),
                        new TokenHash(row.getString("token_hash"))),
                tracker);
    }
}
