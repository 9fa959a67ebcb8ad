package org.sparklaunch.querytracker;

import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.authentication.accounts.LocalCallers;
import org.sparklaunch.authentication.audit.AuditEvent;
import org.sparklaunch.authentication.audit.AuditLog;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.metrics.ServerMetrics;
import org.sparklaunch.platform.file.PrivateFiles;
import org.sparklaunch.querytracker.access.AccessControl;
import org.sparklaunch.querytracker.execution.QueryRecovery;
import org.sparklaunch.querytracker.execution.QueryService;
import org.sparklaunch.querytracker.execution.TrackerHeartbeat;
import org.sparklaunch.querytracker.http.TrackerHttp;
import org.sparklaunch.querytracker.http.UserResolver;
import org.sparklaunch.querytracker.livy.LivyDirectory;
import org.sparklaunch.querytracker.pool.PoolTimeouts;
import org.sparklaunch.querytracker.pool.SessionHost;
import org.sparklaunch.querytracker.pool.SessionPool;
import org.sparklaunch.querytracker.query.QueryStore;
import org.sparklaunch.querytracker.result.ResultFolder;
import org.sparklaunch.querytracker.result.ResultRetention;
import org.sparklaunch.querytracker.store.DatabaseConfig;
import org.sparklaunch.querytracker.store.TrackerDatabase;
import org.sparklaunch.querytracker.token.TokenIssuer;

/** Assembles a running tracker. Its parts are closed in the reverse order of their start. */
public final class QueryTracker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueryTracker.class);
    /** Longer than a client needs between the end of a query and the start of the next. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private static final int REFRESH_SECONDS = 2;
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(5);
    private static final Duration SHORTEST_ROUND = Duration.ofMillis(100);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Runnable lost;
    private int port;

    private QueryTracker(Runnable lost) {
        this.lost = lost;
    }

    /**
     * Starts a tracker, which continues the queries of an earlier one in the same folder. A failed start leaves no part running.
     *
     * @param lost called when other trackers of a shared database have declared this one dead: it must end
     */
    public static QueryTracker start(TrackerConfig config, LivyDirectory livy, InstantSource clock, Runnable lost)
            throws InterruptedException {
        QueryTracker tracker = new QueryTracker(lost);
        try {
            tracker.build(config, livy, clock);
            return tracker;
        } catch (RuntimeException | InterruptedException e) {
            tracker.close();
            throw e;
        }
    }

    private void build(TrackerConfig config, LivyDirectory livy, InstantSource clock) throws InterruptedException {
        TrackerDatabase database = own(
                config.database() == null
                        ? open(own(TrackerFolder.take(config.folder())).database())
                        : open(config.database()));
        ServerMetrics metrics = TrackerHttp.metrics();
        AuditLog audit = own(audit(config, clock, metrics));
        QueryStore store = new AuditedQueries(database.queries(), audit);
        TokenIssuer tokens = new TokenIssuer(config.tokens(), clock);
        SessionHost host = new SessionHost(
                livy, tokens, database.sessions(), config.limits().rowLimit());
        SessionPool pool = own(new SessionPool(
                host, new PoolTimeouts(config.sessionIdleTimeout(), LINGER, PoolTimeouts.OUTAGE), clock));
        SharingPolicy rules = SharingPolicy.open(config.policyFile());
        QueryService queries =
                own(new QueryService(store, pool, config.limits(), new AccessControl(rules::current), clock));
        QueryRecovery recovery = new QueryRecovery(store, database.sessions(), pool, queries, clock);
        if (config.database() == null) {
            recovery.run(database.trackers().takeOverAll());
        } else {
            own(new TrackerHeartbeat(database.trackers(), recovery, store, queries, lost))
                    .start();
        }
        ResultFolder fullResults = new ResultFolder(config.resultsFolder());
        ResultRetention retention = new ResultRetention(
                database.queries(), fullResults, config.limits().retention(), clock);
        housekeep(pool, () -> expire(retention), () -> refresh(rules, audit), config);
        metrics.addGauge("queries", "Queries that have not ended, by state.", "state", store::countUnfinished);
        metrics.addGauge(
                "sessions", "Sessions on Livy servers that this tracker started.", "state", pool::countByState);
        port = own(listen(config, queries, fullResults, new TrackerHttp.Monitoring(audit, metrics)))
                .port();
    }

    private static TrackerDatabase open(DatabaseConfig config) {
        try {
            return TrackerDatabase.open(config);
        } catch (RuntimeException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "cannot use the database " + config + ": " + e.getMessage()
                            + "; check that it runs, that its user may create tables, and the password file",
                    e);
        }
    }

    private static LocalCallers local(TrackerConfig config) {
        try {
            return config.authenticator() == null ? LocalCallers.open(config.admission()) : LocalCallers.everyone();
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
        }
    }

    private static AuditLog audit(TrackerConfig config, InstantSource clock, ServerMetrics metrics) {
        try {
            return AuditLog.open(PrivateFiles.createFolders(config.folder()), "tracker", clock, metrics::count);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED, "cannot write the audit log in the folder " + config.folder() + ": " + e, e);
        }
    }

    private static void refresh(SharingPolicy rules, AuditLog audit) {
        if (rules.refresh()) {
            audit.write(AuditEvent.ofServer("reload_policy", Map.of(), AuditEvent.Verdict.ALLOWED, null));
        }
    }

    private static TrackerHttp listen(
            TrackerConfig config, QueryService queries, ResultFolder fullResults, TrackerHttp.Monitoring monitoring) {
        try {
            return TrackerHttp.start(
                    config.listen(),
                    queries,
                    new UserResolver(config.defaultUser(), config.authenticator(), local(config)),
                    fullResults,
                    monitoring);
        } catch (JavalinBindException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "cannot listen on " + config.listen().host() + ":"
                            + config.listen().port()
                            + ": the address is in use; choose another port with --port, 0 for any free one",
                    e);
        }
    }

    private <T extends AutoCloseable> T own(T part) {
        parts.push(part);
        return part;
    }

    private void housekeep(SessionPool pool, Runnable expire, Runnable refresh, TrackerConfig config) {
        ScheduledExecutorService housekeeper =
                Executors.newSingleThreadScheduledExecutor(r -> new Thread(r, "session-housekeeper"));
        own(() -> {
            housekeeper.shutdownNow();
            if (!housekeeper.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("the session housekeeper did not stop within 10 s");
            }
        });
        long millis = round(config).toMillis();
        List<Future<?>> unused = List.of(
                housekeeper.scheduleWithFixedDelay(() -> round(pool), millis, millis, TimeUnit.MILLISECONDS),
                housekeeper.scheduleWithFixedDelay(expire, 0, 1, TimeUnit.MINUTES),
                housekeeper.scheduleWithFixedDelay(refresh, REFRESH_SECONDS, REFRESH_SECONDS, TimeUnit.SECONDS));
    }

    /** Returns an interval that is short enough for the idle timeout and for several tries to refresh a token. */
    private static Duration round(TrackerConfig config) {
        Duration spare = config.tokens().ttl().minus(config.tokens().refresh());
        Duration shorter = spare.compareTo(config.sessionIdleTimeout()) < 0 ? spare : config.sessionIdleTimeout();
        Duration round = shorter.dividedBy(4);
        if (round.compareTo(SHORTEST_ROUND) < 0) {
            return SHORTEST_ROUND;
        }
        return round.compareTo(LONGEST_ROUND) > 0 ? LONGEST_ROUND : round;
    }

    private static void round(SessionPool pool) {
        try {
            pool.housekeep();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The next round tries again. An exception would end the rounds.
            LOG.error("session housekeeping failed, next try within seconds", e);
        }
    }

    private static void expire(ResultRetention retention) {
        try {
            retention.run();
        } catch (RuntimeException e) {
            LOG.error("old results could not be removed, next try within a minute", e);
        }
    }

    /** Returns the port of its HTTP interface. */
    public int port() {
        return port;
    }

    /** Stops without ending any query. Idempotent. */
    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.warn("a part of the tracker could not be closed", e);
            }
        }
    }
}
