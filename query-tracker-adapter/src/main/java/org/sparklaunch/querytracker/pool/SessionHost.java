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

/** Starts, finds and ends sessions on Livy servers, each with its own token. Holds no state of the pool. */
public final class SessionHost {
    private static final Logger LOG = LoggerFactory.getLogger(SessionHost.class);

    /** Livy's setting for the largest number of rows of a statement of kind sql. */
    private static final String ROW_LIMIT_KEY = "livy.rsc.sql.num-rows";

    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration READ_WAIT = Duration.ofSeconds(10);

    private final LivyDirectory livy;
    private final TokenIssuer tokens;
    private final PooledSessionStore store;
    private final int rowLimit;

    /**
     * Looks servers up with every call.
     *
     * @param rowLimit largest number of rows of a result; sessions return one more, which shows that a result is cut
     */
    public SessionHost(LivyDirectory livy, TokenIssuer tokens, PooledSessionStore store, int rowLimit) {
        this.livy = livy;
        this.tokens = tokens;
        this.store = store;
        this.rowLimit = rowLimit;
    }

    /** Stores a new session and issues its token. The server is not asked for it yet. */
    PooledSession prepare(SessionKey key) throws InterruptedException {
        String name = "query-tracker-" + UUID.randomUUID();
        IssuedToken token = tokens.issue(key.user(), livy.find(key.cluster()));
        store.put(new StoredSession(name, key, token.token().hash()));
        return new PooledSession(name, key, token);
    }

    /** Asks the server for the session and waits until it is usable. After a failure the caller ends it. */
    void start(PooledSession session) throws InterruptedException {
        Map<String, String> conf = new HashMap<>(session.key().sparkConf());
        conf.put(ROW_LIMIT_KEY, Integer.toString(rowLimit + 1));
        LivyClient client = client(session);
        LivySession seen = create(client, session, conf);
        session.identify(seen);
        Backoff backoff = new Backoff(START_LIMIT);
        while (seen.isStarting() && backoff.remains()) {
            seen = client.find(Integer.toString(session.id()), READ_WAIT).orElseThrow(() -> vanished(session));
            if (seen.isStarting() && !client.waits()) {
                backoff.pause();
            }
        }
        if (!seen.isUsable()) {
            if (seen.isDead()) {
                session.keepTraces();
            }
            throw new SessionStartException(session.describe() + " is " + seen.state() + " instead of idle after "
                    + backoff.elapsed().toSeconds() + " s; the last lines of its driver: "
                    + String.join(" | ", seen.logWithoutFrames()));
        }
    }

    /** The name is unique: if the answer is lost, it tells whether the server created the session. */
    private static LivySession create(LivyClient client, PooledSession session, Map<String, String> conf)
            throws InterruptedException {
        try {
            return client.create(session.name(), conf);
        } catch (LivyException e) {
            if (e.reason() != LivyException.Reason.UNREACHABLE) {
                throw e;
            }
            LOG.info("the answer to the creation of {} was lost; looking for the session", session.describe());
            Optional<LivySession> made = client.find(session.name(), Duration.ZERO);
            return made.isPresent() ? made.get() : client.create(session.name(), conf);
        }
    }

    /** Whether statements can be posted to the session. An expired token, as after a suspend, is registered again. */
    boolean isAlive(PooledSession session) throws InterruptedException {
        Optional<LivySession> seen;
        try {
            seen = look(session);
        } catch (LivyException e) {
            if (e.reason() != LivyException.Reason.UNAUTHORIZED) {
                throw e;
            }
            session.replaceToken(
                    tokens.refresh(session.token(), livy.find(session.key().cluster())));
            seen = look(session);
        }
        seen.ifPresent(session::identify);
        return seen.map(LivySession::isUsable).orElse(false);
    }

    private Optional<LivySession> look(PooledSession session) throws InterruptedException {
        return client(session).find(session.name(), Duration.ZERO);
    }

    /** Adopts a stored session with a new token, since only the hash of the old one is stored. Empty when it does not exist. */
    Optional<PooledSession> adopt(StoredSession record) throws InterruptedException {
        LivyEndpoint server = livy.find(record.key().cluster());
        server.revoke(record.token());
        IssuedToken token = tokens.issue(record.key().user(), server);
        PooledSession session = new PooledSession(record.name(), record.key(), token);
        store.put(new StoredSession(record.name(), record.key(), token.token().hash()));
        if (isAlive(session)) {
            return Optional.of(session);
        }
        end(session);
        return Optional.empty();
    }

    /** Ends the session and revokes its token. If that fails, the server's idle timeout ends it. */
    void end(PooledSession session) throws InterruptedException {
        try {
            LivyEndpoint server = livy.find(session.key().cluster());
            if (!session.wasAccepted()) {
                // The answer to its creation may have been lost.
                server.actAs(session.token().token(), session.key().user())
                        .find(session.name(), Duration.ZERO)
                        .ifPresent(session::identify);
            }
            if (session.wasAccepted() && !session.keepsTraces()) {
                client(session).delete(session.id());
            }
            server.revoke(session.token().token().hash());
        } catch (LivyException e) {
            LOG.warn(
                    "{} could not be ended and ends at the server's idle timeout: {}",
                    session.describe(),
                    e.getMessage());
        }
        store.remove(session.name());
    }

    void refreshToken(PooledSession session) throws InterruptedException {
        session.replaceToken(
                tokens.refreshIfDue(session.token(), livy.find(session.key().cluster())));
    }

    LivyClient client(PooledSession session) throws InterruptedException {
        return livy.find(session.key().cluster())
                .actAs(session.token().token(), session.key().user());
    }

    /** Returns how the server obtained the driver of a started session; empty for a stock server. */
    Optional<String> startVerdict(PooledSession session) throws InterruptedException {
        return client(session).startVerdict(session.id());
    }

    private static SessionStartException vanished(PooledSession session) {
        return new SessionStartException(session.describe() + " disappeared from the Livy server while it started");
    }
}
