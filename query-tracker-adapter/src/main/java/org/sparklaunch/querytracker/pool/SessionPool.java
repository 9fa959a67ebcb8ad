package org.sparklaunch.querytracker.pool;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.querytracker.livy.Backoff;
import org.sparklaunch.querytracker.livy.LivyException;
import org.sparklaunch.querytracker.livy.OutageRetry;

/**
 * Lends sessions to queries: an idle one that fits, otherwise a new one. At the server's session limit an idle session that
 * does not fit is ended first; if there is none, the borrower waits or fails. Idle sessions end after a time.
 *
 * <p>Thread-safe. {@link LeaseScheduler} decides under one lock; servers are called without it. {@link #housekeep} must be
 * called every few seconds.
 */
public final class SessionPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionPool.class);

    private final SessionHost host;
    private final Duration idleTimeout;
    private final InstantSource clock;
    private final LeaseScheduler scheduler;
    private final PoolLock lock = new PoolLock();
    private final Duration outage;
    private final DeferredSessions deferred;
    private final Set<SessionKey> adopting = ConcurrentHashMap.newKeySet();

    /** A decision, and how many changes had been made when it was taken. */
    private record Decided(PoolDecision decision, long changes) {}

    /** An empty pool. */
    public SessionPool(SessionHost host, PoolTimeouts timeouts, InstantSource clock) {
        this.host = host;
        this.idleTimeout = timeouts.idleTimeout();
        this.clock = clock;
        this.outage = timeouts.outage();
        this.deferred = new DeferredSessions(outage);
        this.scheduler = new LeaseScheduler(timeouts.linger());
    }

    /**
     * Borrows a session, which may take as long as a driver needs to start, or at the limit until others return theirs.
     *
     * @throws SessionsBusyException at the limit, when the request does not want to wait
     * @throws SessionStartException when a new session did not become usable
     * @throws LivyException when the server refuses a call, or stays away for too long
     */
    public SessionLease borrow(BorrowRequest request, WaitListener listener) throws InterruptedException {
        awaitAdoption(request.key());
        Waiter waiter = lock.hold(() -> scheduler.enqueue(request));
        OutageRetry retry = new OutageRetry(outage, listener);
        try {
            Optional<SessionLease> lease = Optional.empty();
            while (lease.isEmpty()) {
                lease = carryOut(waiter, decide(waiter), listener, retry);
            }
            return lease.get();
        } finally {
            lock.change(() -> scheduler.dequeue(waiter));
        }
    }

    /** A named session exists once: while the one of an earlier tracker may come back, no second one starts. */
    private void awaitAdoption(SessionKey key) throws InterruptedException {
        Backoff backoff = new Backoff(outage);
        while (adopting.stream().anyMatch(key::sameName) && backoff.remains()) {
            deferred.retry();
            backoff.pause();
        }
    }

    private Decided decide(Waiter waiter) {
        return lock.hold(() -> {
            PoolDecision decision = scheduler.next(waiter, clock.instant());
            scheduler.apply(waiter, decision);
            return new Decided(decision, lock.changes());
        });
    }

    private Optional<SessionLease> carryOut(Waiter waiter, Decided decided, WaitListener listener, OutageRetry retry)
            throws InterruptedException {
        PoolDecision decision = decided.decision();
        if (decision instanceof PoolDecision.Lease lease) {
            return reuse(lease.session(), retry);
        }
        if (decision instanceof PoolDecision.Start start) {
            return start(waiter, start.reason(), retry);
        }
        if (decision instanceof PoolDecision.Refuse refuse) {
            throw new SessionsBusyException(refuse.reason());
        }
        if (decision instanceof PoolDecision.Evict evict) {
            LOG.info("{} is idle and ends for a waiting query", evict.session().describeWithOwner());
            end(evict.session());
        } else if (decision instanceof PoolDecision.Wait wait) {
            report(waiter, wait, listener);
            lock.awaitChange(decided.changes(), LeaseScheduler.ASK_AGAIN);
        }
        return Optional.empty();
    }

    /** Whether an idle session would serve a borrower that asked for one with the key now. */
    public boolean isReady(SessionKey key) {
        return lock.hold(() -> scheduler.isReady(key, clock.instant()));
    }

    private Optional<SessionLease> reuse(PooledSession session, OutageRetry retry) throws InterruptedException {
        boolean alive = false;
        try {
            alive = host.isAlive(session, retry);
        } catch (LivyException | InterruptedException e) {
            lock.change(() -> scheduler.release(session, clock.instant()));
            throw e;
        }
        if (alive) {
            return Optional.of(new SessionLease(this, session, "reused", true, retry));
        }
        LOG.info("{} does not exist on its server any more and is replaced", session.describeWithOwner());
        end(session);
        return Optional.empty();
    }

    private Optional<SessionLease> start(Waiter waiter, String reason, OutageRetry retry) throws InterruptedException {
        Instant asked = clock.instant();
        PooledSession session = null;
        try {
            PooledSession prepared = host.prepare(waiter.key(), retry);
            session = prepared;
            lock.change(() -> scheduler.beginStart(waiter, prepared));
            host.start(prepared, retry);
            String verdict = "new: " + reason
                    + retry.call(() -> host.startVerdict(prepared))
                            .map(how -> "; " + how)
                            .orElse("");
            lock.change(() -> scheduler.completeStart(waiter, prepared, asked, clock.instant()));
            return Optional.of(
                    new SessionLease(this, prepared, verdict, waiter.request().reuse(), retry));
        } catch (LivyException e) {
            abandonStart(waiter, session, e.reason() == LivyException.Reason.TOO_MANY_SESSIONS);
            if (e.reason() == LivyException.Reason.TOO_MANY_SESSIONS) {
                return Optional.empty();
            }
            throw e;
        } catch (RuntimeException | InterruptedException e) {
            abandonStart(waiter, session, false);
            throw e;
        }
    }

    private void abandonStart(Waiter waiter, @Nullable PooledSession session, boolean refused)
            throws InterruptedException {
        if (refused) {
            lock.change(() -> scheduler.refuseStart(waiter, clock.instant()));
        }
        if (session != null) {
            end(session);
        }
    }

    private static void report(Waiter waiter, PoolDecision.Wait wait, WaitListener listener) {
        if (wait.position() == 0) {
            listener.waiting(wait.reason());
            return;
        }
        if (!waiter.request().waitAtLimit()) {
            throw new SessionsBusyException(wait.reason()
                    + "; wait with the setting on_limit=wait, or launch with a higher --livy-max-sessions");
        }
        listener.waiting("position " + wait.position() + " in line: " + wait.reason());
    }

    /** A session of the pool as its user sees it. */
    public record View(@Nullable String name, String cluster, int id, String state) {}

    /** Returns the user's sessions. */
    public List<View> sessions(String user) {
        return lock.hold(() -> scheduler.living().stream()
                .filter(s -> s.key().user().equals(user))
                .map(s -> new View(s.key().name(), s.key().cluster().value(), s.id(), word(s)))
                .toList());
    }

    /** Returns how many sessions are starting, busy and idle. */
    public Map<String, Long> countByState() {
        return lock.hold(() ->
                scheduler.living().stream().collect(Collectors.groupingBy(SessionPool::word, Collectors.counting())));
    }

    private static String word(PooledSession session) {
        if (session.state() instanceof LeaseState.Starting) {
            return "starting";
        }
        return session.isIdle() ? "idle" : "busy";
    }

    /**
     * Ends a named session of the user.
     *
     * @return how many sessions of this name were idle and ended, one for each cluster
     * @throws SessionsBusyException when a query runs in it
     */
    public int endNamed(String user, String name) throws InterruptedException {
        List<PooledSession> found = lock.hold(() -> scheduler.named(user, name));
        for (PooledSession session : found) {
            if (!lock.hold(() -> scheduler.endIdle(session))) {
                throw new SessionsBusyException(
                        "session '" + name + "' runs a query; wait for the query or abort it, then end the session");
            }
            end(session);
        }
        return found.size();
    }

    /**
     * Takes a session that a query of this tracker had before the tracker restarted; empty when it does not exist any
     * more. To be called before {@link #adopt}.
     *
     * @throws LivyException when the server refuses a call, or stays away for too long
     */
    public Optional<SessionLease> recover(StoredSession record, WaitListener listener) throws InterruptedException {
        OutageRetry retry = new OutageRetry(outage, listener);
        Optional<PooledSession> session = host.adopt(record, retry);
        session.ifPresent(s -> lock.change(() -> scheduler.add(s, new LeaseState.Leased())));
        return session.map(s -> new SessionLease(this, s, "reused", true, retry));
    }

    /** Takes a stored session that no query has, if it still exists; later, if its server is away. */
    public void adopt(StoredSession record) throws InterruptedException {
        adopting.add(record.key());
        deferred.execute("the adoption of session " + record.name(), () -> adoptNow(record), e -> {
            LOG.warn(
                    "session {} of {} cannot be adopted and ends at its server's idle timeout: {}",
                    record.name(),
                    record.key().user(),
                    e.getMessage());
            host.forget(record.name());
            adopting.remove(record.key());
        });
    }

    private void adoptNow(StoredSession record) throws InterruptedException {
        host.adopt(record, OutageRetry.none())
                .ifPresent(s -> lock.change(() -> scheduler.add(s, new LeaseState.Idle(clock.instant()))));
        adopting.remove(record.key());
    }

    /** Ends the sessions that were idle too long and refreshes the tokens of the others. */
    public void housekeep() throws InterruptedException {
        deferred.retry();
        Optional<PooledSession> expired = expireNext(idleTimeout);
        while (expired.isPresent()) {
            LOG.info("{} was idle for {} s and ends", expired.get().describeWithOwner(), idleTimeout.toSeconds());
            end(expired.get());
            expired = expireNext(idleTimeout);
        }
        for (PooledSession session : lock.hold(scheduler::living)) {
            refresh(session);
        }
    }

    private void refresh(PooledSession session) throws InterruptedException {
        try {
            host.refreshToken(session);
            session.noteRefresh(true);
        } catch (LivyException e) {
            if (session.noteRefresh(false)) {
                LOG.warn(
                        "token of {} could not be refreshed and is tried again every few seconds: {}",
                        session.describeWithOwner(),
                        e.getMessage());
            }
        }
    }

    void giveBack(PooledSession session, boolean keep) {
        if (keep) {
            lock.change(() -> scheduler.release(session, clock.instant()));
        } else {
            endUninterrupted(session);
        }
    }

    private void endUninterrupted(PooledSession session) {
        // The interrupt that aborts a query must not keep its session from being returned.
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
        lock.change(() -> scheduler.end(session));
        try {
            deferred.execute(
                    "the end of " + session.describe(),
                    () -> host.end(session),
                    e -> LOG.warn(
                            "{} could not be ended and ends at the server's idle timeout: {}",
                            session.describeWithOwner(),
                            e.getMessage()));
        } finally {
            // A later tracker must not adopt it, also when its server is away for now.
            host.forget(session.name());
            lock.change(() -> scheduler.remove(session));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    SessionHost host() {
        return host;
    }

    /** Ends the idle sessions. Those that are leased stay for the next tracker. */
    @Override
    public void close() {
        Optional<PooledSession> idle = expireNext(Duration.ZERO);
        while (idle.isPresent()) {
            endUninterrupted(idle.get());
            idle = expireNext(Duration.ZERO);
        }
    }

    private Optional<PooledSession> expireNext(Duration timeout) {
        return lock.hold(() -> scheduler.expireNext(clock.instant(), timeout));
    }
}
