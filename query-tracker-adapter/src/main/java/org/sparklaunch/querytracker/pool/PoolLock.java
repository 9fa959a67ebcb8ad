package org.sparklaunch.querytracker.pool;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The lock of the pool's state. It counts the changes, so that a waiter misses none between its decision and its wait. */
final class PoolLock {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private long changes;

    /** Runs what needs the lock, without waking the waiters. */
    <T> T hold(Supplier<T> look) {
        lock.lock();
        try {
            return look.get();
        } finally {
            lock.unlock();
        }
    }

    /** Changes the state and wakes the waiters. */
    void change(Runnable action) {
        lock.lock();
        try {
            action.run();
            changes++;
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of changes so far. To be called in {@link #hold}. */
    long changes() {
        return changes;
    }

    /** Waits until there were more changes than those seen, or until the limit. */
    void awaitChange(long seen, Duration limit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = limit.toNanos();
            while (changes == seen && left > 0) {
                left = change.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
