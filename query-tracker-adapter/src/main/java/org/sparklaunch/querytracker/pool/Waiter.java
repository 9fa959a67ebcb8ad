package org.sparklaunch.querytracker.pool;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A borrower's place in the queue. Changed by the {@link LeaseScheduler} only, under the lock of the {@link SessionPool}. */
final class Waiter {
    private final BorrowRequest request;
    private boolean blocked;
    private @Nullable Refusal refusal;
    private @Nullable Attempt attempt;

    /** A server had no session left. This is how many sessions the pool had lost when the server was asked. */
    private record Refusal(Instant time, long departures) {}

    /** A session is being started. The session is null until it has a name and a token. */
    private record Attempt(@Nullable PooledSession session, long departures) {}

    Waiter(BorrowRequest request) {
        this.request = request;
    }

    BorrowRequest request() {
        return request;
    }

    SessionKey key() {
        return request.key();
    }

    /** Whether the server's limit keeps it from a session. It stays so until it leaves the queue. */
    boolean isBlocked() {
        return blocked;
    }

    /** Whether it is blocked and no server has accepted a session for it. An attempt that the limit refuses is no progress. */
    boolean isStarved() {
        PooledSession session = attempt == null ? null : attempt.session();
        return blocked && (session == null || !session.wasAccepted());
    }

    boolean isStarting() {
        return attempt != null;
    }

    boolean canShare(Waiter other) {
        return request.reuse() && key().equals(other.key());
    }

    boolean isOnClusterOf(Waiter other) {
        return key().cluster().equals(other.key().cluster());
    }

    /** Whether the server may answer otherwise by now: a session of the pool has ended, or one of another client could have. */
    boolean mayAskServer(Instant now, long departures, Duration askAgain) {
        if (refusal == null || refusal.departures() != departures) {
            return true;
        }
        // A clock that was set back must not keep the waiter from asking.
        Duration passed = Duration.between(refusal.time(), now);
        return passed.isNegative() || passed.compareTo(askAgain) >= 0;
    }

    void block() {
        blocked = true;
    }

    void beginStart(long departures) {
        attempt = new Attempt(null, departures);
    }

    void attach(PooledSession session) {
        if (attempt != null) {
            attempt = new Attempt(session, attempt.departures());
        }
    }

    void refuse(Instant now) {
        blocked = true;
        refusal = attempt == null ? null : new Refusal(now, attempt.departures());
    }

    void endStart() {
        attempt = null;
    }
}
