package org.sparklaunch.querytracker.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sparklaunch.discovery.DiscoveryPath;

/**
 * Decides which waiter gets a session next. It knows the sessions of the pool and the waiters in the order of their arrival.
 * It calls no server, reads no clock and starts no thread. Guarded by the lock of the {@link SessionPool}.
 *
 * <p>A later waiter may take a session that the earlier ones cannot use, since that costs them nothing at first. At the limit,
 * however, a session that is always taken again never frees a place. Once its user has had
 * {@linkplain PooledSession#hasServedItsTurn a turn}, it is left for those who wait. Users without a session come before users
 * who want a second one.
 */
final class LeaseScheduler {
    /** How often a server at its limit is asked for sessions that other clients may have freed. */
    static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private final Duration linger;
    private final List<PooledSession> sessions = new ArrayList<>();
    private final List<Waiter> waiters = new ArrayList<>();
    private long departures;

    /**
     * Starts with no session and no waiter.
     *
     * @param linger how long an idle session is kept for its user's next query when others wait at the limit
     */
    LeaseScheduler(Duration linger) {
        this.linger = linger;
    }

    /** Decides what the waiter does next. Changes nothing: {@link #apply} does. */
    PoolDecision next(Waiter waiter, Instant now) {
        Optional<PooledSession> named = findNamed(waiter.key());
        return named.isPresent() ? nextNamed(waiter, named.get()) : nextOfAny(waiter, now);
    }

    /** A named session exists once: its queries run one after the other, in the order of their arrival. */
    private PoolDecision nextNamed(Waiter waiter, PooledSession session) {
        String name = "session '" + waiter.key().name() + "'";
        if (!waiter.key().fitsNamed(session.key())) {
            return new PoolDecision.Refuse(name + " runs with other settings: "
                    + waiter.key().difference(session.key()).orElse("")
                    + "; omit spark_conf, or end the session first");
        }
        boolean first = before(waiter).noneMatch(earlier -> earlier.key().sameName(waiter.key()));
        return session.isIdle() && first
                ? new PoolDecision.Lease(session)
                : new PoolDecision.Wait(0, name + " is busy with another query");
    }

    private Optional<PooledSession> findNamed(SessionKey key) {
        return sessions.stream()
                .filter(s -> !s.isEnded() && key.sameName(s.key()))
                .findFirst();
    }

    private PoolDecision nextOfAny(Waiter waiter, Instant now) {
        Optional<PooledSession> idle = waiter.request().reuse() ? findIdle(waiter, now) : Optional.empty();
        if (idle.isPresent()) {
            return new PoolDecision.Lease(idle.get());
        }
        int ahead = countAhead(waiter);
        boolean shared = waiter.request().reuse() && isStarting(waiter.key());
        if (ahead == 0 && !shared && waiter.mayAskServer(now, departures, ASK_AGAIN)) {
            return new PoolDecision.Start(whyNone(waiter.request()));
        }
        if (ahead == 0 && !waiter.isBlocked()) {
            return new PoolDecision.Wait(0, "a session with the same settings is starting for another query");
        }
        Optional<PooledSession> victim = findVictim(waiter.request(), now);
        return victim.isPresent()
                ? new PoolDecision.Evict(victim.get())
                : new PoolDecision.Wait(ahead + 1, limitReason(waiter.key().cluster()));
    }

    /** Carries a decision into the state, in the same hold of the lock. */
    void apply(Waiter waiter, PoolDecision decision) {
        if (decision instanceof PoolDecision.Lease lease) {
            lease.session().enter(new LeaseState.Leased());
        } else if (decision instanceof PoolDecision.Start) {
            waiter.beginStart(departures);
        } else if (decision instanceof PoolDecision.Evict evict) {
            waiter.block();
            evict.session().enter(new LeaseState.Ended());
        } else if (decision instanceof PoolDecision.Wait wait && wait.position() > 0) {
            waiter.block();
        }
    }

    Waiter enqueue(BorrowRequest request) {
        Waiter waiter = new Waiter(request);
        waiters.add(waiter);
        return waiter;
    }

    void dequeue(Waiter waiter) {
        waiters.remove(waiter);
    }

    /** Adds the session that a waiter asks the server for. */
    void beginStart(Waiter waiter, PooledSession session) {
        session.enter(new LeaseState.Starting());
        waiter.attach(session);
        sessions.add(session);
    }

    /** Notes that the started session is usable and the waiter's. */
    void completeStart(Waiter waiter, PooledSession session, Instant asked, Instant now) {
        session.beginTurn(asked, now);
        session.enter(new LeaseState.Leased());
        waiter.endStart();
    }

    /** Notes that the server has no session left for the waiter. */
    void refuseStart(Waiter waiter, Instant now) {
        waiter.refuse(now);
        waiter.endStart();
    }

    /** Adds a session of an earlier tracker. */
    void add(PooledSession session, LeaseState state) {
        session.enter(state);
        sessions.add(session);
    }

    /** Returns a leased session to the pool; one that ended in the meantime stays ended. */
    void release(PooledSession session, Instant now) {
        if (session.state() instanceof LeaseState.Leased) {
            session.enter(new LeaseState.Idle(now));
        }
    }

    /** Marks one session as ended that has been idle for this time, and returns it. */
    Optional<PooledSession> expireNext(Instant now, Duration idleTimeout) {
        Optional<PooledSession> expired = sessions.stream()
                .filter(s -> s.state() instanceof LeaseState.Idle idle
                        && !now.isBefore(idle.since().plus(idleTimeout)))
                .findFirst();
        expired.ifPresent(this::end);
        return expired;
    }

    /** Returns the user's sessions of a name, of all clusters. */
    List<PooledSession> named(String user, String name) {
        return living().stream()
                .filter(s -> s.key().user().equals(user) && name.equals(s.key().name()))
                .toList();
    }

    /** Marks a session as ended if it is idle, and returns whether it was. */
    boolean endIdle(PooledSession session) {
        boolean idle = session.isIdle();
        if (idle) {
            end(session);
        }
        return idle;
    }

    /** Marks a session as ended: no waiter gets it. */
    void end(PooledSession session) {
        session.enter(new LeaseState.Ended());
    }

    /** Removes a session that does not exist any more. */
    void remove(PooledSession session) {
        if (sessions.remove(session) && session.wasAccepted()) {
            departures++;
        }
    }

    /** The sessions that have not ended. */
    List<PooledSession> living() {
        return sessions.stream().filter(s -> !s.isEnded()).toList();
    }

    /** Whether an idle session would serve one more waiter that came now. */
    boolean isReady(SessionKey key, Instant now) {
        return findIdle(new Waiter(new BorrowRequest(key, true, true)), now).isPresent();
    }

    /** Of the idle sessions that fit, the one used last: it is the warmest. */
    private Optional<PooledSession> findIdle(Waiter waiter, Instant now) {
        return sessions.stream()
                .filter(s -> s.isIdle() && s.key().equals(waiter.key()) && mayReuse(waiter, s, now))
                .max(Comparator.comparing(PooledSession::idleSince));
    }

    /** Whether no earlier waiter needs the session: it could use it too, or it starves while the session's turn is over. */
    private boolean mayReuse(Waiter waiter, PooledSession session, Instant now) {
        boolean over = session.hasServedItsTurn(now);
        return before(waiter).noneMatch(w -> w.isStarved() && (over || w.canShare(waiter)));
    }

    /** Counts the blocked waiters that are served first, both of those with a session and of those without. */
    private int countAhead(Waiter waiter) {
        boolean wantsSecond = hasSession(waiter.key());
        int place = place(waiter);
        int ahead = 0;
        for (int i = 0; i < waiters.size(); i++) {
            Waiter other = waiters.get(i);
            if (other != waiter && other.isBlocked() && other.isOnClusterOf(waiter)) {
                boolean first = wantsSecond == hasSession(other.key()) ? i < place : wantsSecond;
                ahead += first ? 1 : 0;
            }
        }
        return ahead;
    }

    /** The earlier waiters of the same cluster; all of them for a waiter that is not in the queue. */
    private Stream<Waiter> before(Waiter waiter) {
        return waiters.subList(0, place(waiter)).stream().filter(waiter::isOnClusterOf);
    }

    private int place(Waiter waiter) {
        int place = waiters.indexOf(waiter);
        return place < 0 ? waiters.size() : place;
    }

    /** A session that is starting does not count: the server may refuse it, and until then its waiter has none. */
    private boolean hasSession(SessionKey key) {
        return sessions.stream()
                .anyMatch(s -> s.key().sameOwner(key) && (s.isIdle() || s.state() instanceof LeaseState.Leased));
    }

    private boolean isStarting(SessionKey key) {
        return waiters.stream().anyMatch(w -> w.isStarting() && (w.key().equals(key) || key.sameName(w.key())));
    }

    /** Of the same cluster's idle sessions that do not fit, the one that has been idle longest. */
    private Optional<PooledSession> findVictim(BorrowRequest request, Instant now) {
        SessionKey key = request.key();
        Duration kept = request.waitAtLimit() ? linger : Duration.ZERO;
        return sessions.stream()
                .filter(s -> s.isIdle() && s.key().cluster().equals(key.cluster()))
                .filter(s -> !request.reuse() || !s.key().equals(key))
                .filter(s -> mayEvict(s, kept, now))
                .min(Comparator.comparing(PooledSession::idleSince));
    }

    /**
     * Whether an idle session may be ended for a waiter. Its user's next query may be on its way, and with more users than sessions every
     * query would start one. On a busy machine a waiter may need longer to take its session than the session lingers.
     */
    private boolean mayEvict(PooledSession session, Duration kept, Instant now) {
        boolean lingered = !session.idleSince().isAfter(now.minus(kept)) && !isAwaited(session.key());
        return lingered || session.hasServedItsTurn(now);
    }

    private boolean isAwaited(SessionKey key) {
        return waiters.stream().anyMatch(w -> w.request().reuse() && w.key().equals(key));
    }

    private String whyNone(BorrowRequest request) {
        if (!request.reuse()) {
            return "session_reuse is false";
        }
        SessionKey key = request.key();
        return living().stream()
                .filter(s -> key.sameOwner(s.key()))
                .min(Comparator.comparing(s -> key.difference(s.key()).isPresent()))
                .map(s -> key.difference(s.key()).orElse(s.describe() + " is busy"))
                .orElse("no session of " + key.user() + " on " + key.cluster());
    }

    private String limitReason(DiscoveryPath cluster) {
        long leased = sessions.stream()
                .filter(s -> s.key().cluster().equals(cluster) && s.state() instanceof LeaseState.Leased)
                .count();
        return "all sessions of the Livy server for " + cluster + " are in use, " + leased
                + " of them by queries of this tracker";
    }
}
