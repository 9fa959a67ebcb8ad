package org.sparklaunch.authentication;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Limits the processors and threads that checks of passwords occupy. Thread-safe. */
final class LoginQueue {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Semaphore running;
    private final Semaphore present;

    /**
     * Creates a queue.
     *
     * @param running checks that run at a time
     * @param waiting checks that wait for them
     */
    LoginQueue(int running, int waiting) {
        this.running = new Semaphore(running, true);
        this.present = new Semaphore(running + waiting);
    }

    /** Creates the queue for this machine, with half of its processors. */
    static LoginQueue ofThisMachine() {
        return new LoginQueue(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), 8);
    }

    /**
     * Runs a check in its turn.
     *
     * @throws TooManyLoginsException when too many wait already
     */
    <T> T run(Supplier<T> check) {
        if (!present.tryAcquire()) {
            throw busy();
        }
        try {
            if (!running.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
            try {
                return check.get();
            } finally {
                running.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        } finally {
            present.release();
        }
    }

    private static TooManyLoginsException busy() {
        return new TooManyLoginsException(
                "too many logins are being checked; try again in a second", Duration.ofSeconds(1));
    }
}
