package org.sparklaunch.querytracker.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The borrowers in line, in the order of their coming. Who comes later may take a session that the ones before cannot use, as
 * that costs them nothing at first; but at the limit a session that is always taken again never makes room, so after a while
 * it is left for them. Guarded by the lock of the {@link SessionShelf}.
 */
final class Line {
    /** So long a borrower at the limit is overtaken by those that fit the sessions there are. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private final List<Ticket> tickets = new ArrayList<>();

    /** A borrower's place. */
    static final class Ticket {
        private final SessionRequest request;
        private @Nullable Instant blockedSince;
        private @Nullable PooledSession starting;

        private Ticket(SessionRequest request) {
            this.request = request;
        }

        private boolean isBlocked() {
            return blockedSince != null;
        }

        /** Until a server has accepted a session for it; a try that the limit refuses is no progress. */
        private boolean waits() {
            return isBlocked() && (starting == null || starting.id() < 0);
        }

        private boolean canShare(Ticket other) {
            return request.reuse() && request.key().equals(other.request.key());
        }

        private boolean isImpatient(Instant now) {
            return blockedSince != null && !now.isBefore(blockedSince.plus(PATIENCE));
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
    void block(Ticket ticket, Instant now) {
        if (ticket.blockedSince == null) {
            ticket.blockedSince = now;
        }
    }

    boolean isBlocked(Ticket ticket) {
        return ticket.isBlocked();
    }

    boolean isImpatient(Ticket ticket, Instant now) {
        return ticket.isImpatient(now);
    }

    /** Notes the session that it asks a server for; null when it has none. */
    void starting(Ticket ticket, @Nullable PooledSession session) {
        ticket.starting = session;
    }

    int blockedBefore(Ticket ticket) {
        return count(ticket, Ticket::isBlocked);
    }

    /** Whether it may take an idle session that fits it: nobody before it could use the same one, or has waited too long. */
    boolean mayReuse(Ticket ticket, Instant now) {
        return count(ticket, t -> t.waits() && (t.canShare(ticket) || t.isImpatient(now))) == 0;
    }

    private int count(Ticket ticket, Predicate<Ticket> kind) {
        return (int) tickets.subList(0, Math.max(0, tickets.indexOf(ticket))).stream()
                .filter(t ->
                        t.request.key().cluster().equals(ticket.request.key().cluster()))
                .filter(kind)
                .count();
    }
}
