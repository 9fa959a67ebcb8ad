package org.sparklaunch.querytracker.pool;

import java.util.Optional;
import org.sparklaunch.querytracker.livy.ClientCall;
import org.sparklaunch.querytracker.livy.LivyException;
import org.sparklaunch.querytracker.livy.OutageRetry;

/** A session leased to one query. Closing returns it. For one thread. */
public final class SessionLease implements AutoCloseable {
    private final SessionPool pool;
    private final PooledSession session;
    private final String verdict;
    private final boolean reuse;
    private final OutageRetry retry;
    private boolean broken;
    private boolean closed;

    SessionLease(SessionPool pool, PooledSession session, String verdict, boolean reuse, OutageRetry retry) {
        this.pool = pool;
        this.session = session;
        this.verdict = verdict;
        this.reuse = reuse;
        this.retry = retry;
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

    /**
     * Calls the session's server, and waits while it is away.
     *
     * @throws LivyException when it refuses, or stays away for too long
     */
    public <T> T call(ClientCall<T> call) throws InterruptedException {
        return retry.call(() -> callNow(call));
    }

    /** Makes a call that must be carried out once; see {@link OutageRetry#once}. */
    public <T> T once(ClientCall<T> call, OutageRetry.Call<Optional<T>> find) throws InterruptedException {
        return retry.once(() -> callNow(call), find);
    }

    /** Calls the session's server without waiting for one that is away. */
    public <T> T callNow(ClientCall<T> call) throws InterruptedException {
        return pool.host().call(session, call);
    }

    /** Whether the session takes statements. */
    public boolean isAlive() throws InterruptedException {
        return pool.host().isAlive(session, retry);
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
