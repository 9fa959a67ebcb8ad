package org.sparklaunch.querytracker.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparklaunch.querytracker.livy.LivySession;
import org.sparklaunch.querytracker.token.IssuedToken;
import org.sparklaunch.querytracker.token.Token;

/**
 * A pool without threads: a {@link LeaseScheduler}, a server with a session limit, borrowers that hold sessions for a while, and
 * a clock that moves by steps. Each step checks what must always hold.
 */
final class PoolModel {
    static final Duration LINGER = Duration.ofSeconds(1);
    private static final Duration START_TIME = Duration.ofSeconds(2);

    final LeaseScheduler scheduler = new LeaseScheduler(LINGER);
    private final int limit;
    private final List<Borrower> waiting = new ArrayList<>();
    private final Map<Borrower, Start> starts = new LinkedHashMap<>();
    private final Map<PooledSession, Borrower> leases = new HashMap<>();
    private final List<PooledSession> onServer = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int foreign;
    private int names;
    long asks;

    PoolModel(int limit) {
        this.limit = limit;
    }

    /** A query that wants a session. */
    static final class Borrower {
        final Waiter waiter;
        final Duration work;
        /** The time by which it must have been served. */
        final Instant promise;

        Instant returns = Instant.MAX;

        private Borrower(Waiter waiter, Duration work, Instant promise) {
            this.waiter = waiter;
            this.work = work;
            this.promise = promise;
        }
    }

    private record Start(PooledSession session, Instant asked) {}

    Instant now() {
        return now;
    }

    List<Borrower> waiting() {
        return List.copyOf(waiting);
    }

    int leased() {
        return leases.size();
    }

    void arrive(BorrowRequest request, Duration work) {
        arrive(request, work, Instant.MAX);
    }

    void arrive(BorrowRequest request, Duration work, Instant promise) {
        waiting.add(new Borrower(scheduler.enqueue(request), work, promise));
    }

    /** A query is aborted while it waits. */
    void cancel(Borrower borrower) {
        scheduler.dequeue(borrower.waiter);
        waiting.remove(borrower);
    }

    /** Another client of the server takes a session, if there is one. */
    void takeForeign() {
        foreign += onServer.size() + foreign < limit ? 1 : 0;
    }

    void releaseForeign() {
        foreign = Math.max(0, foreign - 1);
    }

    void advance(Duration time) {
        now = now.plus(time);
        List.copyOf(starts.entrySet()).forEach(e -> {
            if (!now.isBefore(e.getValue().asked().plus(START_TIME))) {
                completeStart(e.getKey(), e.getValue());
            }
        });
        List.copyOf(leases.entrySet()).forEach(e -> {
            if (!now.isBefore(e.getValue().returns)) {
                giveBack(e.getKey());
            }
        });
        settle();
    }

    /** Lets every waiter decide until none can do more now, as the threads of a pool would. */
    void settle() {
        int rounds = 0;
        boolean progress = true;
        while (progress) {
            progress = false;
            for (Borrower borrower : List.copyOf(waiting)) {
                progress |= waiting.contains(borrower) && step(borrower);
            }
            assertThat(rounds++).as("rounds until all waiters rest").isLessThan(1_000);
        }
        check();
    }

    /** Returns whether something changed. */
    private boolean step(Borrower borrower) {
        PoolDecision decision = scheduler.next(borrower.waiter, now);
        assertThat(scheduler.next(borrower.waiter, now))
                .as("a decision changes nothing")
                .isEqualTo(decision);
        scheduler.apply(borrower.waiter, decision);
        if (decision instanceof PoolDecision.Lease lease) {
            lease(borrower, lease.session());
        } else if (decision instanceof PoolDecision.Start) {
            start(borrower);
        } else if (decision instanceof PoolDecision.Evict evict) {
            assertThat(leases).as("an evicted session is idle").doesNotContainKey(evict.session());
            assertThat(evict.session().isEnded())
                    .as("an evicted session is given to no waiter")
                    .isTrue();
            end(evict.session());
        }
        return !(decision instanceof PoolDecision.Wait);
    }

    private void lease(Borrower borrower, PooledSession session) {
        assertThat(onServer).as("a leased session exists").contains(session);
        assertThat(session.key()).isEqualTo(borrower.waiter.key());
        assertThat(leases.put(session, borrower)).as("a session has one lease").isNull();
        borrower.returns = now.plus(borrower.work);
        assertThat(now).as("served in turn").isBeforeOrEqualTo(borrower.promise);
        waiting.remove(borrower);
        scheduler.dequeue(borrower.waiter);
    }

    private void start(Borrower borrower) {
        asks++;
        PooledSession session = new PooledSession(
                "s" + names++,
                borrower.waiter.key(),
                new IssuedToken(Token.generate(), borrower.waiter.key().user(), now));
        scheduler.beginStart(borrower.waiter, session);
        if (onServer.size() + foreign >= limit) {
            scheduler.refuseStart(borrower.waiter, now);
            scheduler.end(session);
            scheduler.remove(session);
            return;
        }
        session.identify(new LivySession(names, session.name(), "starting", List.of()));
        onServer.add(session);
        waiting.remove(borrower);
        starts.put(borrower, new Start(session, now));
    }

    private void completeStart(Borrower borrower, Start start) {
        starts.remove(borrower);
        scheduler.completeStart(borrower.waiter, start.session(), start.asked(), now);
        waiting.add(borrower);
        lease(borrower, start.session());
    }

    private void giveBack(PooledSession session) {
        Borrower borrower = leases.remove(session);
        if (borrower.waiter.request().reuse()) {
            scheduler.release(session, now);
        } else {
            end(session);
        }
    }

    /** A driver dies, and the query that has it returns it as broken. */
    void kill(int index) {
        List<PooledSession> candidates = onServer.stream()
                .filter(s -> s.isIdle() || leases.containsKey(s))
                .toList();
        if (!candidates.isEmpty()) {
            PooledSession victim = candidates.get(index % candidates.size());
            leases.remove(victim);
            end(victim);
        }
    }

    void expire(Duration idle) {
        scheduler.expireNext(now, idle).ifPresent(this::end);
    }

    private void end(PooledSession session) {
        scheduler.end(session);
        scheduler.remove(session);
        onServer.remove(session);
    }

    private void check() {
        assertThat(onServer.size() + foreign).as("sessions on the server").isLessThanOrEqualTo(limit);
        assertThat(scheduler.living()).containsExactlyInAnyOrderElementsOf(onServer);
        leases.forEach(
                (session, borrower) -> assertThat(session.state()).as("leased").isInstanceOf(LeaseState.Leased.class));
        long idle = onServer.stream().filter(PooledSession::isIdle).count();
        assertThat(leases.size() + starts.size() + idle)
                .as("every session has one state")
                .isEqualTo(onServer.size());
    }

    /** Lets time pass without new queries until nobody waits, and fails when that does not come about. */
    void drain() {
        foreign = 0;
        for (int i = 0; i < 2_000 && !(waiting.isEmpty() && starts.isEmpty()); i++) {
            advance(Duration.ofSeconds(1));
        }
        assertThat(waiting).as("waiters that are never served").isEmpty();
        assertThat(starts).isEmpty();
    }
}
