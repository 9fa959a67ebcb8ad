package org.sparklaunch.querytracker.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The borrowers in line, in the order of their coming. Who comes later may take a session that the ones before cannot use, as
 * that costs them nothing at first; but at the limit a session that is always taken again never makes room, so once its user
 * has had it for a while it is left for them. The time counts for the session and not for who waits: where starts are slow
 * everybody waits long, and every query would start a session. Guarded by the lock of the {@link SessionShelf}.
 */
final class Line {
    /** So long a session serves its user before it yields to those at the limit. */
    static final Duration TURN = Duration.ofSeconds(15);

    private final List<Ticket> tickets = new ArrayList<>();

    /** A borrower's place. */
    static final class Ticket {
        private final SessionRequest request;
        private boolean blocked;
        private @Nullable PooledSession starting;

        private Ticket(SessionRequest request) {
            this.request = request;
        }

        private boolean isBlocked() {
            return blocked;
        }

        /** Until a server has accepted a session for it; a try that the limit refuses is no progress. */
        private boolean waits() {
            return isBlocked() && (starting == null || starting.id() < 0);
        }

        private boolean canShare(Ticket other) {
            return request.reuse() && request.key().equals(other.request.key());
        }
    }

    Ticket enter(SessionRequest request) {
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

    boolean isBlocked(Ticket ticket) {
        return ticket.isBlocked();
    }

    /** Notes the session that it asks a server for; null when it has none. */
    void starting(Ticket ticket, @Nullable PooledSession session) {
        ticket.starting = session;
    }

    int blockedBefore(Ticket ticket) {
        return count(ticket, Ticket::isBlocked);
    }

    /** Whether it may take a session that fits it: nobody before it could use it too, or waits while its turn is over. */
    boolean mayReuse(Ticket ticket, PooledSession session, Instant now) {
        boolean over = session.hasServed(TURN, now);
        return count(ticket, t -> t.waits() && (over || t.canShare(ticket))) == 0;
    }

    private int count(Ticket ticket, Predicate<Ticket> kind) {
        return (int) tickets.subList(0, Math.max(0, tickets.indexOf(ticket))).stream()
                .filter(t ->
                        t.request.key().cluster().equals(ticket.request.key().cluster()))
                .filter(kind)
                .count();
    }
}
