package org.sparklaunch.querytracker.pool;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.querytracker.livy.LivyException;

/**
 * Lends sessions to queries: an idle one that fits, else a new one. At the server's session limit an idle session that
 * does not fit is ended first; else the borrower waits its turn, or fails. Idle sessions end after a time.
 *
 * <p>Thread-safe. Nothing is sent to a server while the lock of the {@link PooledSessions} is held. {@link #housekeep} must
 * be called every few seconds.
 */
public final class SessionPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionPool.class);

    private final SessionHost host;
    private final PoolTimeouts times;
    private final InstantSource clock;
    private final PooledSessions shelf = new PooledSessions();

    /** An empty pool. */
    public SessionPool(SessionHost host, PoolTimeouts times, InstantSource clock) {
        this.host = host;
        this.times = times;
        this.clock = clock;
    }

    /**
     * Borrows a session, which may take as long as a driver needs to start, or at the limit until others give back theirs.
     *
     * @throws SessionsBusyException at the limit, when the request does not want to wait
     * @throws SessionStartException when a new session did not become usable
     * @throws LivyException when the server cannot be found or spoken to
     */
    public SessionLease borrow(BorrowRequest request, WaitListener wait) throws InterruptedException {
        BorrowQueue.Ticket ticket = shelf.enqueue(request);
        try {
            while (true) {
                long seen = shelf.changes();
                Optional<SessionLease> lease = tryBorrow(request, ticket);
                if (lease.isPresent()) {
                    return lease.get();
                }
                if (shelf.isBlocked(ticket)) {
                    seen = shelf.changes();
                    if (makeRoom(request)
                            || (request.reuse() && shelf.hasIdle(request.key(), ticket, clock.instant()))) {
                        continue;
                    }
                    sayWhy(request, ticket, wait);
                }
                shelf.awaitChange(seen, BorrowQueue.ASK_AGAIN);
            }
        } finally {
            shelf.dequeue(ticket);
        }
    }

    /** Whether an idle session would serve whoever asks for one with the key now. */
    public boolean isReady(SessionKey key) {
        return shelf.isReady(key, clock.instant());
    }

    private Optional<SessionLease> tryBorrow(BorrowRequest request, BorrowQueue.Ticket ticket)
            throws InterruptedException {
        Optional<SessionLease> lease = request.reuse() ? reuse(request, ticket) : Optional.empty();
        return lease.isEmpty() && shelf.mayStart(ticket, request) ? start(request, ticket) : lease;
    }

    private Optional<SessionLease> reuse(BorrowRequest request, BorrowQueue.Ticket ticket) throws InterruptedException {
        while (true) {
            Optional<PooledSession> found = shelf.lease(request.key(), ticket, clock.instant());
            if (found.isEmpty()) {
                return Optional.empty();
            }
            PooledSession session = found.get();
            if (checkAlive(session)) {
                return Optional.of(new SessionLease(this, session, "reused", true));
            }
            LOG.info(
                    "{} of {} is gone from its server; it is replaced",
                    session.describe(),
                    request.key().user());
            end(session);
        }
    }

    private boolean checkAlive(PooledSession session) throws InterruptedException {
        try {
            return host.isAlive(session);
        } catch (LivyException e) {
            session.release(clock.instant());
            throw e;
        } catch (InterruptedException e) {
            session.release(clock.instant());
            throw e;
        }
    }

    private Optional<SessionLease> start(BorrowRequest request, BorrowQueue.Ticket ticket) throws InterruptedException {
        String verdict = "new: " + (request.reuse() ? shelf.whyNone(request.key()) : "session_reuse is false");
        long departures = shelf.departures();
        PooledSession session = host.prepare(request.key());
        shelf.add(session);
        boolean started = false;
        Instant asked = clock.instant();
        shelf.starting(ticket, session);
        try {
            host.start(session);
            String whole =
                    host.startVerdict(session).map(how -> verdict + "; " + how).orElse(verdict);
            session.ready(asked, clock.instant());
            started = true;
            return Optional.of(new SessionLease(this, session, whole, request.reuse()));
        } catch (LivyException e) {
            if (e.reason() != LivyException.Reason.TOO_MANY_SESSIONS) {
                throw e;
            }
            shelf.refused(ticket, departures);
            return Optional.empty();
        } finally {
            shelf.starting(ticket, null);
            if (!started) {
                end(session);
            }
            shelf.changed();
        }
    }

    /**
     * Ends an idle session that does not fit, if there is one. Not one that was used a moment ago, as long as the borrower can
     * wait: its user's next query may be on its way, and with more users than sessions every query would start one.
     */
    private boolean makeRoom(BorrowRequest request) throws InterruptedException {
        Duration linger = request.waitAtLimit() ? times.linger() : Duration.ZERO;
        Optional<PooledSession> victim = shelf.takeLongestIdle(request, linger, clock.instant());
        if (victim.isEmpty()) {
            return false;
        }
        LOG.info(
                "{} of {} is idle and makes room",
                victim.get().describe(),
                victim.get().key().user());
        end(victim.get());
        return true;
    }

    private void sayWhy(BorrowRequest request, BorrowQueue.Ticket ticket, WaitListener wait) {
        String busy = "all sessions of the Livy server for " + request.key().cluster() + " are in use, "
                + shelf.inUse(request.key().cluster()) + " of them by queries of this tracker";
        if (!request.waitAtLimit()) {
            throw new SessionsBusyException(
                    busy + "; wait with the setting on_limit=wait, or launch with a higher --livy-max-sessions");
        }
        wait.waiting("position " + shelf.position(ticket) + " in line: " + busy);
    }

    /**
     * Takes a session that a query of this tracker had before the tracker restarted; empty when it does not exist any
     * more. To be called before {@link #adopt}.
     */
    public Optional<SessionLease> recover(StoredSession record) throws InterruptedException {
        Optional<PooledSession> session = host.adopt(record, new LeaseState.Leased());
        session.ifPresent(shelf::add);
        return session.map(s -> new SessionLease(this, s, "reused", true));
    }

    /** Takes a remembered session that no query has, if it still exists. */
    public void adopt(StoredSession record) throws InterruptedException {
        host.adopt(record, new LeaseState.Idle(clock.instant())).ifPresent(shelf::add);
    }

    /** Ends what was idle too long and refreshes the tokens of the rest. */
    public void housekeep() throws InterruptedException {
        for (PooledSession session : shelf.all()) {
            if (session.tryExpire(clock.instant(), times.idleTimeout())) {
                LOG.info(
                        "{} of {} was idle for {} s and ends",
                        session.describe(),
                        session.key().user(),
                        times.idleTimeout().toSeconds());
                end(session);
            } else if (!session.isEnded()) {
                refresh(session);
            }
        }
    }

    private void refresh(PooledSession session) throws InterruptedException {
        try {
            host.refreshToken(session);
        } catch (LivyException e) {
            LOG.warn(
                    "The token of {} could not be refreshed and will be tried again: {}",
                    session.describe(),
                    e.getMessage());
        }
    }

    void giveBack(PooledSession session, boolean keep) {
        if (keep) {
            session.release(clock.instant());
            shelf.changed();
            return;
        }
        endUninterrupted(session);
    }

    private void endUninterrupted(PooledSession session) {
        // Giving back must not be skipped by the interrupt that aborts a query.
        boolean interrupted = Thread.interrupted();
        try {
            end(session);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void end(PooledSession session) throws InterruptedException {
        boolean interrupted = Thread.interrupted();
        try {
            host.end(session);
        } finally {
            shelf.remove(session);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    SessionHost host() {
        return host;
    }

    /** Ends the idle sessions; those that are lent stay for the tracker that comes next. */
    @Override
    public void close() {
        for (PooledSession session : shelf.all()) {
            if (session.tryExpire(clock.instant(), Duration.ZERO)) {
                endUninterrupted(session);
            }
        }
    }
}
