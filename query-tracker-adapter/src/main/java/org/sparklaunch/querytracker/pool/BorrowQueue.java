package org.sparklaunch.querytracker.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The borrowers in line, in the order of their coming. Who comes later may take a session that the ones before cannot use, as
 * that costs them nothing at first; but at the limit a session that is always taken again never makes room, so once its user
 * has had {@linkplain PooledSession#hasServedItsTurn its turn} it is left for them. At the limit those who have no session yet
 * come before those who want a second one. Guarded by the lock of the {@link PooledSessions}.
 */
final class BorrowQueue {
    /** How often a server at its limit is asked for what may have become free without the pool's doing. */
    static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private final List<Ticket> tickets = new ArrayList<>();

    /** A borrower's place. */
    static final class Ticket {
        private final BorrowRequest request;
        private boolean blocked;
        private long departuresSeen;
        private long refusedNanos;
        private @Nullable PooledSession starting;

        private Ticket(BorrowRequest request) {
            this.request = request;
        }

        private boolean isBlocked() {
            return blocked;
        }

        /** Until a server has accepted a session for it; a try that the limit refuses is no progress. */
        private boolean waits() {
            return isBlocked() && (starting == null || !starting.wasAccepted());
        }

        private boolean canShare(Ticket other) {
            return request.reuse() && request.key().equals(other.request.key());
        }
    }

    Ticket enter(BorrowRequest request) {
        Ticket ticket = new Ticket(request);
        tickets.add(ticket);
        return ticket;
    }

    void leave(Ticket ticket) {
        tickets.remove(ticket);
    }

    /** Notes that there is no session left for it. */
    void block(Ticket ticket) {
        ticket.blocked = true;
    }

    /** Notes that a server refused it a session, before which so many of the pool's had ended. */
    void refused(Ticket ticket, long departures) {
        block(ticket);
        ticket.departuresSeen = departures;
        ticket.refusedNanos = System.nanoTime();
    }

    /** Whether a server may answer otherwise by now: a session of the pool has ended, or one of somebody else's could have. */
    boolean mayAskAgain(Ticket ticket, long departures) {
        return ticket.refusedNanos == 0
                || ticket.departuresSeen != departures
                || System.nanoTime() - ticket.refusedNanos >= ASK_AGAIN.toNanos();
    }

    boolean isBlocked(Ticket ticket) {
        return ticket.isBlocked();
    }

    /** Notes the session that it asks a server for; null when it has none. */
    void starting(Ticket ticket, @Nullable PooledSession session) {
        ticket.starting = session;
    }

    /** Whether it may take a session that fits it: nobody before it could use it too, or waits while its turn is over. */
    boolean mayReuse(Ticket ticket, PooledSession session, Instant now) {
        boolean over = session.hasServedItsTurn(now);
        return before(ticket).noneMatch(t -> t.waits() && (over || t.canShare(ticket)));
    }

    /** The same for one who would come now. */
    boolean mayReuseLast(SessionKey key, PooledSession session, Instant now) {
        return mayReuse(new Ticket(new BorrowRequest(key, true, true)), session, now);
    }

    /** Whether somebody in line would take a session with the key. */
    boolean hasBorrowerFor(SessionKey key) {
        return tickets.stream()
                .anyMatch(t -> t.request.reuse() && t.request.key().equals(key));
    }

    /** How many at the limit are served first: of those with a session as of those without, in the order of the line. */
    int ahead(Ticket ticket, Predicate<SessionKey> hasSession) {
        boolean second = hasSession.test(ticket.request.key());
        List<Ticket> before = before(ticket).toList();
        return (int) sameCluster(tickets.stream(), ticket)
                .filter(other -> other != ticket && other.isBlocked())
                .filter(other -> second == hasSession.test(other.request.key()) ? before.contains(other) : second)
                .count();
    }

    /** Those of the same cluster; all of them for a ticket that is not in the line. */
    private Stream<Ticket> before(Ticket ticket) {
        int place = tickets.indexOf(ticket);
        return sameCluster(tickets.subList(0, place < 0 ? tickets.size() : place).stream(), ticket);
    }

    private static Stream<Ticket> sameCluster(Stream<Ticket> tickets, Ticket ticket) {
        return tickets.filter(
                t -> t.request.key().cluster().equals(ticket.request.key().cluster()));
    }
}
