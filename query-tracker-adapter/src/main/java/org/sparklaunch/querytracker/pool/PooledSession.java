package org.sparklaunch.querytracker.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.querytracker.livy.LivySession;
import org.sparklaunch.querytracker.token.IssuedToken;

/** One session of the pool. Thread-safe; whoever moved it to leased or ended is its only user. */
final class PooledSession {
    /** So long a session serves its user, at least, before it yields to those at the limit. */
    static final Duration SHORTEST_TURN = Duration.ofSeconds(15);

    private static final Duration LONGEST_TURN = Duration.ofMinutes(2);
    private static final int WORTH_STARTS = 4;

    private final String name;
    private final SessionKey key;
    private final AtomicReference<LeaseState> state;
    private volatile int id;
    private volatile @Nullable Instant turnEnd;
    private volatile IssuedToken token;

    PooledSession(String name, SessionKey key, LeaseState state, IssuedToken token) {
        this.name = name;
        this.key = key;
        this.state = new AtomicReference<>(state);
        this.token = token;
        this.id = -1;
    }

    String name() {
        return name;
    }

    SessionKey key() {
        return key;
    }

    int id() {
        return id;
    }

    /** Whether a server is known to have made it. */
    boolean wasAccepted() {
        return id >= 0;
    }

    IssuedToken token() {
        return token;
    }

    LeaseState state() {
        return Objects.requireNonNull(state.get());
    }

    void known(LivySession session) {
        id = session.id();
    }

    void refreshed(IssuedToken token) {
        this.token = token;
    }

    /** Its start has taken from one time to the other. */
    void ready(Instant asked, Instant now) {
        Duration worthwhile = Duration.between(asked, now).multipliedBy(WORTH_STARTS);
        Duration length = worthwhile.compareTo(LONGEST_TURN) < 0 ? worthwhile : LONGEST_TURN;
        turnEnd = now.plus(length.compareTo(SHORTEST_TURN) > 0 ? length : SHORTEST_TURN);
        state.set(new LeaseState.Leased());
    }

    /**
     * Whether its user has had it long enough when others wait at the limit: a while, and several times as long as it took to
     * start, or most of the time would go into starts. One of an earlier tracker has.
     */
    boolean hasServedItsTurn(Instant now) {
        Instant end = turnEnd;
        return end == null || !now.isBefore(end);
    }

    boolean tryLease() {
        LeaseState seen = state();
        return seen instanceof LeaseState.Idle && state.compareAndSet(seen, new LeaseState.Leased());
    }

    void release(Instant now) {
        LeaseState seen = state();
        if (seen instanceof LeaseState.Leased) {
            state.compareAndSet(seen, new LeaseState.Idle(now));
        }
    }

    /** Ends it if it has been idle so long and nobody takes it at this moment. */
    boolean tryExpire(Instant now, Duration idleTimeout) {
        LeaseState seen = state();
        return seen instanceof LeaseState.Idle idle
                && !now.isBefore(idle.since().plus(idleTimeout))
                && state.compareAndSet(seen, new LeaseState.Ended());
    }

    void end() {
        state.set(new LeaseState.Ended());
    }

    boolean isEnded() {
        return state() instanceof LeaseState.Ended;
    }

    String describe() {
        return wasAccepted() ? "session " + id : "session " + name;
    }
}
