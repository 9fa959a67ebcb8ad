package org.sparklaunch.querytracker.pool;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.querytracker.livy.LivySession;
import org.sparklaunch.querytracker.token.IssuedToken;

/**
 * One session of the pool. Its place in the pool is guarded by the lock of the {@link SessionPool}. Its id and its token are
 * written by the thread that calls the server and may be read by any.
 */
final class PooledSession {
    /** The least time for which a session serves its user before it yields to those who wait at the limit. */
    static final Duration SHORTEST_TURN = Duration.ofSeconds(15);

    private static final Duration LONGEST_TURN = Duration.ofMinutes(2);
    private static final int WORTH_STARTS = 4;

    private final String name;
    private final SessionKey key;
    private LeaseState state = new LeaseState.Starting();
    private @Nullable Instant turnEnd;
    private volatile int id = -1;
    private volatile boolean keepsTraces;
    private volatile IssuedToken token;
    private volatile boolean refreshed = true;

    PooledSession(String name, SessionKey key, IssuedToken token) {
        this.name = name;
        this.key = key;
        this.token = token;
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

    /** Leaves the session to the server at its end: it is dead, and its log has the reason for as long as the server keeps it. */
    void keepTraces() {
        keepsTraces = true;
    }

    boolean keepsTraces() {
        return keepsTraces;
    }

    /** Whether a server is known to have created it. */
    boolean wasAccepted() {
        return id >= 0;
    }

    IssuedToken token() {
        return token;
    }

    LeaseState state() {
        return state;
    }

    void enter(LeaseState next) {
        state = next;
    }

    void identify(LivySession session) {
        id = session.id();
    }

    void replaceToken(IssuedToken next) {
        token = next;
    }

    /** Notes whether its token could be refreshed, and returns whether that has changed. */
    boolean noteRefresh(boolean done) {
        boolean changed = refreshed != done;
        refreshed = done;
        return changed;
    }

    /** Begins its user's turn, whose length depends on how long the start took. */
    void beginTurn(Instant asked, Instant now) {
        Duration worthwhile = Duration.between(asked, now).multipliedBy(WORTH_STARTS);
        Duration length = worthwhile.compareTo(LONGEST_TURN) < 0 ? worthwhile : LONGEST_TURN;
        turnEnd = now.plus(length.compareTo(SHORTEST_TURN) > 0 ? length : SHORTEST_TURN);
    }

    /**
     * Whether its user has had it long enough when others wait at the limit: a while, and several times as long as it took to
     * start. Otherwise most of the time would go into starts. A session of an earlier tracker has served its turn.
     */
    boolean hasServedItsTurn(Instant now) {
        Instant end = turnEnd;
        return end == null || !now.isBefore(end);
    }

    boolean isIdle() {
        return state instanceof LeaseState.Idle;
    }

    /** Since when it is idle; the end of time when it is not. */
    Instant idleSince() {
        return state instanceof LeaseState.Idle idle ? idle.since() : Instant.MAX;
    }

    boolean isEnded() {
        return state instanceof LeaseState.Ended;
    }

    String describe() {
        return wasAccepted() ? "session " + id : "session " + name;
    }

    String describeWithOwner() {
        return describe() + " of " + key.user();
    }
}
