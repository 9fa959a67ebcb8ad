package org.sparklaunch.authentication.audit;

import java.time.Duration;

/**
 * Limits the refusals of unknown callers in a log. Without it they could fill the files until the older events are gone. Not
 * thread-safe.
 */
final class RefusalLimit {
    static final int MOST = 300;
    private static final Duration SPAN = Duration.ofMinutes(1);

    private long spanStart;
    private int written;
    private long omitted;

    /** Returns whether a refusal may be written at this time, in epoch milliseconds. */
    boolean admit(long now) {
        if (now - spanStart >= SPAN.toMillis()) {
            spanStart = now;
            written = 0;
        }
        if (written < MOST) {
            written++;
            return true;
        }
        omitted++;
        return false;
    }

    /** Returns how many were omitted and forgets them; 0 while their span lasts. */
    long takeOmitted(long now) {
        if (omitted == 0 || now - spanStart < SPAN.toMillis()) {
            return 0;
        }
        long taken = omitted;
        omitted = 0;
        return taken;
    }
}
