package org.sparklaunch.querytracker.pool;

/** What a waiter does next, as {@link LeaseScheduler#next} decides. */
sealed interface PoolDecision {
    /** Takes an idle session of the pool. */
    record Lease(PooledSession session) implements PoolDecision {}

    /**
     * Asks the server for a new session.
     *
     * @param reason why no session of the pool fits
     */
    record Start(String reason) implements PoolDecision {}

    /** Fails: the session that the request names cannot serve it. */
    record Refuse(String reason) implements PoolDecision {}

    /** Ends an idle session of another key first, for a place at the server's limit. */
    record Evict(PooledSession session) implements PoolDecision {}

    /**
     * Waits for a change.
     *
     * @param position place in the queue at the server's limit, from 1; 0 when the limit is not the reason
     * @param reason what the waiter waits for
     */
    record Wait(int position, String reason) implements PoolDecision {}
}
