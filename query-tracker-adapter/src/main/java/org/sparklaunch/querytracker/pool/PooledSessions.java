package org.sparklaunch.querytracker.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.discovery.DiscoveryPath;

/** The sessions of the pool and the borrowers in line. Thread-safe; only looks and moves, never speaks to a server. */
final class PooledSessions {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final List<PooledSession> sessions = new ArrayList<>();
    private final BorrowQueue line = new BorrowQueue();
    private long changes;
    private long departures;

    BorrowQueue.Ticket enqueue(BorrowRequest request) {
        return lockedGet(() -> line.enter(request));
    }

    void dequeue(BorrowQueue.Ticket ticket) {
        locked(() -> line.leave(ticket));
        changed();
    }

    /** How many sessions that a server had accepted have left so far. */
    long departures() {
        return lockedGet(() -> departures);
    }

    /** Notes that the server had no session left for a borrower, who had seen so many leave when it asked. */
    void refused(BorrowQueue.Ticket ticket, long departuresSeen) {
        locked(() -> line.refused(ticket, departuresSeen));
    }

    boolean isBlocked(BorrowQueue.Ticket ticket) {
        return lockedGet(() -> line.isBlocked(ticket));
    }

    void starting(BorrowQueue.Ticket ticket, @Nullable PooledSession session) {
        locked(() -> line.starting(ticket, session));
    }

    int position(BorrowQueue.Ticket ticket) {
        return lockedGet(() -> line.ahead(ticket, this::hasSession) + 1);
    }

    void add(PooledSession session) {
        locked(() -> sessions.add(session));
        changed();
    }

    void remove(PooledSession session) {
        locked(() -> {
            sessions.remove(session);
            if (session.wasAccepted()) {
                departures++;
            }
        });
        changed();
    }

    List<PooledSession> all() {
        return lockedGet(() -> List.copyOf(sessions));
    }

    /** Leases an idle session that fits, the one used last: it is the warmest. Not past those before in line. */
    Optional<PooledSession> lease(SessionKey key, BorrowQueue.Ticket ticket, Instant now) {
        return lockedGet(() -> sessions.stream()
                .filter(s -> s.key().equals(key) && line.mayReuse(ticket, s, now))
                .sorted(Comparator.comparing(PooledSessions::idleSince).reversed())
                .filter(PooledSession::tryLease)
                .findFirst());
    }

    boolean hasIdle(SessionKey key, BorrowQueue.Ticket ticket, Instant now) {
        return lockedGet(() -> sessions.stream()
                .anyMatch(s ->
                        s.key().equals(key) && s.state() instanceof LeaseState.Idle && line.mayReuse(ticket, s, now)));
    }

    /** Whether an idle session would serve one more borrower who came now. */
    boolean isReady(SessionKey key, Instant now) {
        return lockedGet(() -> sessions.stream()
                .anyMatch(s ->
                        s.key().equals(key) && s.state() instanceof LeaseState.Idle && line.mayReuseLast(key, s, now)));
    }

    /**
     * Whether a borrower's turn has come to start a session: nobody of the same cluster that found all sessions in use
     * stands before it (else it stands behind that one), none that it could share starts already, and the server has not
     * refused it a moment ago.
     */
    boolean mayStart(BorrowQueue.Ticket ticket, BorrowRequest request) {
        return lockedGet(() -> {
            boolean behind = line.ahead(ticket, this::hasSession) > 0;
            if (behind) {
                line.block(ticket);
            }
            return !behind && !(request.reuse() && starting(request.key())) && line.mayAskAgain(ticket, departures);
        });
    }

    /** One that only starts may be refused by the server, and until then its borrower has none. */
    private boolean hasSession(SessionKey key) {
        return sessions.stream()
                .filter(s -> s.key().sameOwner(key))
                .anyMatch(s -> s.state() instanceof LeaseState.Leased || s.state() instanceof LeaseState.Idle);
    }

    private boolean starting(SessionKey key) {
        return sessions.stream().anyMatch(s -> s.key().equals(key) && s.state() instanceof LeaseState.Starting);
    }

    /** Ends the session of the same cluster that has been idle longest, and does not serve the request. */
    Optional<PooledSession> takeLongestIdle(BorrowRequest request, Duration linger, Instant now) {
        SessionKey key = request.key();
        return lockedGet(() -> sessions.stream()
                .filter(s -> s.key().cluster().equals(key.cluster()))
                .filter(s -> !request.reuse() || !s.key().equals(key))
                .sorted(Comparator.comparing(PooledSessions::idleSince))
                .filter(s -> mayMakeRoom(s, linger, now) && s.tryExpire(idleSince(s), Duration.ZERO))
                .findFirst());
    }

    /** On a busy machine a borrower in line may need longer to take its session than this would linger. */
    private boolean mayMakeRoom(PooledSession session, Duration linger, Instant now) {
        boolean lingered = !idleSince(session).isAfter(now.minus(linger)) && !line.hasBorrowerFor(session.key());
        return lingered || session.hasServedItsTurn(now);
    }

    private static Instant idleSince(PooledSession session) {
        return session.state() instanceof LeaseState.Idle idle ? idle.since() : Instant.MAX;
    }

    long inUse(DiscoveryPath cluster) {
        return lockedGet(() -> sessions.stream()
                .filter(s -> s.key().cluster().equals(cluster) && s.state() instanceof LeaseState.Leased)
                .count());
    }

    /** Why no session of the user would do. */
    String whyNone(SessionKey key) {
        return lockedGet(() -> sessions.stream()
                .filter(s -> key.sameOwner(s.key()) && !s.isEnded())
                .min(Comparator.comparing(s -> key.difference(s.key()).isPresent()))
                .map(s -> key.difference(s.key()).orElse(s.describe() + " is busy"))
                .orElse("no session of " + key.user() + " on " + key.cluster()));
    }

    void changed() {
        locked(() -> {
            changes++;
            change.signalAll();
        });
    }

    /** Counts the changes, so that none is missed between a look and the wait for the next. */
    long changes() {
        return lockedGet(() -> changes);
    }

    /** Waits until there were more changes than those seen, or the limit is over. */
    void awaitChange(long seen, Duration limit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = limit.toNanos();
            while (changes == seen && left > 0) {
                left = change.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    private <T> T lockedGet(Supplier<T> look) {
        lock.lock();
        try {
            return look.get();
        } finally {
            lock.unlock();
        }
    }
}
