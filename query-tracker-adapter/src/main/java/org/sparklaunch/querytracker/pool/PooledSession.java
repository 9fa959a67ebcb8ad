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
    private final String name;
    private final SessionKey key;
    private final AtomicReference<LeaseState> state;
    private volatile int id;
    private volatile @Nullable Instant servingSince;
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

    void ready(Instant now) {
        servingSince = now;
        state.set(new LeaseState.Leased());
    }

    /** Whether its user has had it for so long; one of an earlier tracker has served longer. */
    boolean hasServed(Duration time, Instant now) {
        Instant since = servingSince;
        return since == null || !now.isBefore(since.plus(time));
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
        return id < 0 ? "session " + name : "session " + id;
    }
}
