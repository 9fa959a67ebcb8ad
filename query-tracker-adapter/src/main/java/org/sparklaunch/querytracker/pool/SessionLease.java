package org.sparklaunch.querytracker.pool;

import org.sparklaunch.querytracker.livy.LivyClient;

/** A session leased to one query. Closing returns it. For one thread. */
public final class SessionLease implements AutoCloseable {
    private final SessionPool pool;
    private final PooledSession session;
    private final String verdict;
    private final boolean reuse;
    private boolean broken;
    private boolean closed;

    SessionLease(SessionPool pool, PooledSession session, String verdict, boolean reuse) {
        this.pool = pool;
        this.session = session;
        this.verdict = verdict;
        this.reuse = reuse;
    }

    /** {@code reused}, or {@code new: } and why no other session would do. */
    public String verdict() {
        return verdict;
    }

    /** Returns the session's id on its server. */
    public int sessionId() {
        return session.id();
    }

    /** Returns its unique name, by which {@link SessionPool#recover} finds it after a restart. */
    public String sessionName() {
        return session.name();
    }

    /** Returns a client for the current address of the server. Call it again after a call that found the server unreachable. */
    public LivyClient client() throws InterruptedException {
        return pool.host().client(session);
    }

    /** Makes {@link #close} end the session instead of returning it, as when a statement may still run in it. */
    public void discard() {
        broken = true;
    }

    /** Makes {@link #close} leave the session as it is, for the next tracker. */
    public void leave() {
        closed = true;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            pool.giveBack(session, reuse && !broken);
        }
    }
}
