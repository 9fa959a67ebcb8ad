package org.sparklaunch.querytracker.pool;

import org.sparklaunch.querytracker.livy.LivyClient;

/** A session lent to one query; closing gives it back. For one thread. */
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

    /** The session's id on its server. */
    public int sessionId() {
        return session.id();
    }

    /** Its unique name, by which {@link SessionPool#recover} finds it after a restart. */
    public String sessionName() {
        return session.name();
    }

    /** Speaks to the server where it is now: ask anew after a call that found it unreachable. */
    public LivyClient client() throws InterruptedException {
        return pool.host().client(session);
    }

    /** Has the session ended instead of given back, as when it may still be busy with what it was asked. */
    public void discard() {
        broken = true;
    }

    /** Neither gives it back nor ends it: it works on for the tracker that comes next. */
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
