package org.sparklaunch.querytracker.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.livy.protocol.policy.Policy;
import org.sparklaunch.querytracker.access.AccessControl;
import org.sparklaunch.querytracker.execution.QueryRecovery;
import org.sparklaunch.querytracker.execution.QueryService;
import org.sparklaunch.querytracker.execution.QueryService.NewQuery;
import org.sparklaunch.querytracker.livy.LivyDirectory;
import org.sparklaunch.querytracker.pool.PoolTimeouts;
import org.sparklaunch.querytracker.pool.SessionHost;
import org.sparklaunch.querytracker.pool.SessionPool;
import org.sparklaunch.querytracker.query.Query;
import org.sparklaunch.querytracker.query.QueryState;
import org.sparklaunch.querytracker.query.QueryStore;
import org.sparklaunch.querytracker.settings.QueryLimits;
import org.sparklaunch.querytracker.store.DatabaseConfig;
import org.sparklaunch.querytracker.store.TrackerDatabase;
import org.sparklaunch.querytracker.token.TokenIssuer;
import org.sparklaunch.querytracker.token.TokenLifetime;

/** A tracker's inside, on a database in a folder. */
public final class Tracker implements AutoCloseable {
    public static final int ROW_LIMIT = 50;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TrackerDatabase database;
    private final SessionPool pool;
    private final QueryService service;

    public Tracker(Path folder, LivyDirectory livy) throws InterruptedException {
        this(folder, livy, Optional::empty);
    }

    public Tracker(Path folder, LivyDirectory livy, Supplier<Optional<Policy>> policy) throws InterruptedException {
        this(folder, livy, policy, Duration.ofSeconds(20));
    }

    /** With the time for which a query waits for a server that is away. */
    public Tracker(Path folder, LivyDirectory livy, Duration outage) throws InterruptedException {
        this(folder, livy, Optional::empty, outage);
    }

    private Tracker(Path folder, LivyDirectory livy, Supplier<Optional<Policy>> policy, Duration outage)
            throws InterruptedException {
        InstantSource clock = InstantSource.system();
        database = TrackerDatabase.open(new DatabaseConfig.File(folder.resolve("queries.db")));
        TokenIssuer tokens = new TokenIssuer(new TokenLifetime(Duration.ofMinutes(20), Duration.ofMinutes(10)), clock);
        pool = new SessionPool(
                new SessionHost(livy, tokens, database.sessions(), ROW_LIMIT),
                new PoolTimeouts(Duration.ofMinutes(10), Duration.ZERO, outage),
                clock);
        QueryLimits limits =
                new QueryLimits(DiscoveryPath.DEFAULT, ROW_LIMIT, 4, Duration.ofSeconds(2), Duration.ofHours(2));
        service = new QueryService(database.queries(), pool, limits, new AccessControl(policy), clock);
        new QueryRecovery(database.queries(), database.sessions(), pool, service, clock)
                .run(database.trackers().takeOverAll());
    }

    public QueryService service() {
        return service;
    }

    public QueryStore store() {
        return database.queries();
    }

    public String start(String user, String sql) {
        return start(user, sql, "{}");
    }

    public String start(String user, String sql, String settings) {
        return service.start(new NewQuery(user, "spyt", sql, json(settings), json("{}"), false, null, Set.of()));
    }

    /** The query once it is at an end. */
    public Query ended(String id) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(30))
                .until(() -> isEnd(find(id).state()));
        return find(id);
    }

    public Query awaitState(String id, String word) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> find(id).state().word().equals(word));
        return find(id);
    }

    /** The query once its statement's id is stored. */
    public Query awaitStatement(String id) {
        await().atMost(Duration.ofSeconds(30)).until(() -> find(id).placement().statementId() != null);
        return find(id);
    }

    public Query find(String id) {
        return database.queries().find(id).orElseThrow();
    }

    private static boolean isEnd(QueryState state) {
        return state instanceof QueryState.Completed
                || state instanceof QueryState.Failed
                || state instanceof QueryState.Aborted;
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public SessionPool pool() {
        return pool;
    }

    /** Ends its threads and its database but, as a kill would, no session. */
    public void crash() {
        service.close();
        database.close();
    }

    @Override
    public void close() {
        service.close();
        pool.close();
        database.close();
    }
}
