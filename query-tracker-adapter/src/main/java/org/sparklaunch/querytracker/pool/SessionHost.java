package org.sparklaunch.querytracker.pool;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.querytracker.livy.Backoff;
import org.sparklaunch.querytracker.livy.LivyClient;
import org.sparklaunch.querytracker.livy.LivyDirectory;
import org.sparklaunch.querytracker.livy.LivyEndpoint;
import org.sparklaunch.querytracker.livy.LivyException;
import org.sparklaunch.querytracker.livy.LivySession;
import org.sparklaunch.querytracker.token.IssuedToken;
import org.sparklaunch.querytracker.token.TokenIssuer;

/** Makes, finds and ends sessions on Livy servers, each with a token of its own. Holds no state of the pool. */
public final class SessionHost {
    private static final Logger LOG = LoggerFactory.getLogger(SessionHost.class);

    /** Livy's own key for how many rows a statement of kind sql returns. */
    private static final String ROW_LIMIT_KEY = "livy.rsc.sql.num-rows";

    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration READ_WAIT = Duration.ofSeconds(10);

    private final LivyDirectory livy;
    private final TokenIssuer tokens;
    private final PooledSessionStore records;
    private final int rowLimit;

    /**
     * Finds servers anew with every call.
     *
     * @param rowLimit how many rows a query may have; sessions give one more, which tells a cut result from a whole one
     */
    public SessionHost(LivyDirectory livy, TokenIssuer tokens, PooledSessionStore records, int rowLimit) {
        this.livy = livy;
        this.tokens = tokens;
        this.records = records;
        this.rowLimit = rowLimit;
    }

    /** A session that is remembered and has a token, but that the server has not been asked for. */
    PooledSession prepare(SessionKey key) throws InterruptedException {
        String name = "query-tracker-" + UUID.randomUUID();
        IssuedToken token = tokens.issue(key.user(), livy.find(key.cluster()));
        records.put(new StoredSession(name, key, token.token().hash()));
        return new PooledSession(name, key, new LeaseState.Starting(), token);
    }

    /** Asks for it and waits until it is usable; whatever fails, the caller ends it. */
    void start(PooledSession session) throws InterruptedException {
        Map<String, String> conf = new HashMap<>(session.key().sparkConf());
        conf.put(ROW_LIMIT_KEY, Integer.toString(rowLimit + 1));
        LivyClient client = client(session);
        LivySession seen = create(client, session, conf);
        session.known(seen);
        Backoff backoff = new Backoff(START_LIMIT);
        while (seen.isStarting() && backoff.remains()) {
            seen = client.find(Integer.toString(session.id()), READ_WAIT).orElseThrow(() -> vanished(session));
            if (seen.isStarting() && !client.waits()) {
                backoff.pause();
            }
        }
        if (!seen.isUsable()) {
            throw new SessionStartException(session.describe() + " is " + seen.state() + " instead of idle after "
                    + backoff.elapsed().toSeconds() + " s; the last lines of its driver: "
                    + String.join(" | ", seen.log()));
        }
    }

    /** The name is this session's alone: it tells, when the answer was lost, whether the server had heard the question. */
    private static LivySession create(LivyClient client, PooledSession session, Map<String, String> conf)
            throws InterruptedException {
        try {
            return client.create(session.name(), conf);
        } catch (LivyException e) {
            if (e.reason() != LivyException.Reason.UNREACHABLE) {
                throw e;
            }
            LOG.info("The answer to the creation of {} was lost; looking for it", session.describe());
            Optional<LivySession> made = client.find(session.name(), Duration.ZERO);
            return made.isPresent() ? made.get() : client.create(session.name(), conf);
        }
    }

    /** Whether statements can be posted to it now. A token that lapsed, as on a machine that slept, is made good again. */
    boolean isAlive(PooledSession session) throws InterruptedException {
        Optional<LivySession> seen;
        try {
            seen = look(session);
        } catch (LivyException e) {
            if (e.reason() != LivyException.Reason.UNAUTHORIZED) {
                throw e;
            }
            session.refreshed(
                    tokens.refresh(session.token(), livy.find(session.key().cluster())));
            seen = look(session);
        }
        seen.ifPresent(session::known);
        return seen.map(LivySession::isUsable).orElse(false);
    }

    private Optional<LivySession> look(PooledSession session) throws InterruptedException {
        return client(session).find(session.name(), Duration.ZERO);
    }

    /** A remembered session with a new token: of the old one only the hash is left. Empty when it does not exist. */
    Optional<PooledSession> adopt(StoredSession record, LeaseState state) throws InterruptedException {
        LivyEndpoint server = livy.find(record.key().cluster());
        server.revoke(record.token());
        IssuedToken token = tokens.issue(record.key().user(), server);
        PooledSession session = new PooledSession(record.name(), record.key(), state, token);
        records.put(new StoredSession(record.name(), record.key(), token.token().hash()));
        if (isAlive(session)) {
            return Optional.of(session);
        }
        end(session);
        return Optional.empty();
    }

    /** Ends it, its token with it. What cannot be ended now the server's own time limits end. */
    void end(PooledSession session) throws InterruptedException {
        session.end();
        try {
            LivyEndpoint server = livy.find(session.key().cluster());
            if (!session.wasAccepted()) {
                // The answer to its creation may have been lost.
                server.actAs(session.token().token(), session.key().user())
                        .find(session.name(), Duration.ZERO)
                        .ifPresent(session::known);
            }
            if (session.wasAccepted()) {
                client(session).delete(session.id());
            }
            server.revoke(session.token().token().hash());
        } catch (LivyException e) {
            LOG.warn(
                    "{} could not be ended and is left to the server's idle time-out: {}",
                    session.describe(),
                    e.getMessage());
        }
        records.remove(session.name());
    }

    void refreshToken(PooledSession session) throws InterruptedException {
        session.refreshed(
                tokens.refreshIfDue(session.token(), livy.find(session.key().cluster())));
    }

    LivyClient client(PooledSession session) throws InterruptedException {
        return livy.find(session.key().cluster())
                .actAs(session.token().token(), session.key().user());
    }

    /** How the server came by the driver of a session that was started now; empty when it does not say. */
    Optional<String> startVerdict(PooledSession session) throws InterruptedException {
        return client(session).startVerdict(session.id());
    }

    private static SessionStartException vanished(PooledSession session) {
        return new SessionStartException(session.describe() + " vanished from the Livy server while it started");
    }
}
