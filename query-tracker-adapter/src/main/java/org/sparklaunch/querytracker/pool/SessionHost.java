package org.sparklaunch.querytracker.pool;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sparklaunch.querytracker.livy.Backoff;
import org.sparklaunch.querytracker.livy.ClientCall;
import org.sparklaunch.querytracker.livy.LivyClient;
import org.sparklaunch.querytracker.livy.LivyDirectory;
import org.sparklaunch.querytracker.livy.LivyEndpoint;
import org.sparklaunch.querytracker.livy.LivyException;
import org.sparklaunch.querytracker.livy.LivySession;
import org.sparklaunch.querytracker.livy.OutageRetry;
import org.sparklaunch.querytracker.token.IssuedToken;
import org.sparklaunch.querytracker.token.TokenIssuer;

/**
 * Starts, finds and ends sessions on Livy servers, each with its own token. Holds no state of the pool. Methods with an {@link
 * OutageRetry} wait while a server is away; the others fail.
 */
public final class SessionHost {
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
    PooledSession prepare(SessionKey key, OutageRetry retry) throws InterruptedException {
        String name = "query-tracker-" + UUID.randomUUID();
        IssuedToken token = retry.call(() -> tokens.issue(key.user(), livy.find(key.cluster())));
        store.put(new StoredSession(name, key, token.token().hash()));
        return new PooledSession(name, key, token);
    }

    /** Asks the server for the session and waits until it is usable. After a failure the caller ends it. */
    void start(PooledSession session, OutageRetry retry) throws InterruptedException {
        Map<String, String> conf = new HashMap<>(session.key().sparkConf());
        conf.put(ROW_LIMIT_KEY, Integer.toString(rowLimit + 1));
        // The name is unique: if the answer is lost, it tells whether the server created the session.
        LivySession seen = retry.once(
                () -> call(session, client -> client.create(session.name(), conf)), () -> look(session, Duration.ZERO));
        session.identify(seen);
        Backoff backoff = new Backoff(START_LIMIT);
        while (seen.isStarting() && backoff.remains()) {
            seen = retry.call(() -> call(session, client -> client.find(Integer.toString(session.id()), READ_WAIT)))
                    .orElseThrow(() -> vanished(session));
            pauseIfPolled(session, seen, backoff, retry);
        }
        if (!seen.isUsable()) {
            if (seen.isDead()) {
                session.keepTraces();
            }
            throw SessionStartException.of(
                    session.describe() + " is " + seen.state() + " instead of idle after "
                            + backoff.elapsed().toSeconds() + " s; the last lines of its driver: "
                            + String.join(" | ", seen.logWithoutFrames()),
                    seen.log());
        }
    }

    /** A stock server answers at once, and ours while a session is recovering. */
    private void pauseIfPolled(PooledSession session, LivySession seen, Backoff backoff, OutageRetry retry)
            throws InterruptedException {
        if (seen.isRecovering() || (seen.isStarting() && !retry.call(() -> call(session, LivyClient::waits)))) {
            backoff.pause();
        }
    }

    /** Whether statements can be posted to the session, once it is settled after a restart of its server. */
    boolean isAlive(PooledSession session, OutageRetry retry) throws InterruptedException {
        Optional<LivySession> seen = retry.call(() -> look(session, Duration.ZERO));
        Backoff backoff = new Backoff(START_LIMIT);
        while (seen.isPresent() && seen.get().isStarting() && backoff.remains()) {
            retry.awaitLater(session.describe() + " is " + seen.get().state(), backoff);
            seen = retry.call(() -> look(session, Duration.ZERO));
        }
        seen.ifPresent(session::identify);
        return seen.map(LivySession::isUsable).orElse(false);
    }

    private Optional<LivySession> look(PooledSession session, Duration wait) throws InterruptedException {
        return call(session, client -> client.find(session.name(), wait));
    }

    /** Calls the session's server once. An expired token, as after a suspend, is registered again. */
    <T> T call(PooledSession session, ClientCall<T> call) throws InterruptedException {
        try {
            return call.on(client(session));
        } catch (LivyException e) {
            if (e.reason() != LivyException.Reason.UNAUTHORIZED) {
                throw e;
            }
            session.replaceToken(
                    tokens.refresh(session.token(), livy.find(session.key().cluster())));
            return call.on(client(session));
        }
    }

    /** Adopts a stored session with a new token, since only the hash of the old one is stored. Empty when it does not exist. */
    Optional<PooledSession> adopt(StoredSession record, OutageRetry retry) throws InterruptedException {
        IssuedToken token = retry.call(() -> {
            LivyEndpoint server = livy.find(record.key().cluster());
            server.revoke(record.token());
            return tokens.issue(record.key().user(), server);
        });
        PooledSession session = new PooledSession(record.name(), record.key(), token);
        store.put(new StoredSession(record.name(), record.key(), token.token().hash()));
        if (isAlive(session, retry)) {
            return Optional.of(session);
        }
        retry.call(() -> {
            end(session);
            return session;
        });
        forget(session.name());
        return Optional.empty();
    }

    /** Ends the session and revokes its token. May be repeated. */
    void end(PooledSession session) throws InterruptedException {
        LivyEndpoint server = livy.find(session.key().cluster());
        if (!session.wasAccepted()) {
            // The answer to its creation may have been lost.
            look(session, Duration.ZERO).ifPresent(session::identify);
        }
        if (session.wasAccepted() && !session.keepsTraces()) {
            call(session, client -> {
                client.delete(session.id());
                return session;
            });
        }
        server.revoke(session.token().token().hash());
    }

    /** Removes the session from the store, so that no later tracker adopts it. */
    void forget(String name) {
        store.remove(name);
    }

    void refreshToken(PooledSession session) throws InterruptedException {
        session.replaceToken(
                tokens.refreshIfDue(session.token(), livy.find(session.key().cluster())));
    }

    private LivyClient client(PooledSession session) throws InterruptedException {
        return livy.find(session.key().cluster())
                .actAs(session.token().token(), session.key().user());
    }

    /** Returns how the server obtained the driver of a started session; empty for a stock server. */
    Optional<String> startVerdict(PooledSession session) throws InterruptedException {
        return call(session, client -> client.startVerdict(session.id()));
    }

    private static SessionStartException vanished(PooledSession session) {
        return SessionStartException.vanished(
                session.describe() + " disappeared from the Livy server while it started");
    }
}
