package org.sparklaunch.querytracker.testing;

import java.time.Duration;

/** Decides which requests of a {@link FakeLivy} fail. Thread-safe. */
public final class FakeOutage {
    /** What happens to a request. */
    public enum Fault {
        NONE,
        /** The connection ends before the server has read the request. */
        REFUSED,
        /** The request is carried out, and the connection ends without an answer. */
        UNANSWERED,
        /** The answer is 503. */
        UNAVAILABLE
    }

    private int requests;
    private int first = Integer.MAX_VALUE;
    private Fault fault = Fault.NONE;
    private Duration length = Duration.ZERO;
    private long end;
    private int failed;

    /**
     * From the request of this number, counted from now, requests fail so for a time; at least one does.
     *
     * @param length zero for one request alone
     */
    public synchronized void begin(int number, Fault fault, Duration length) {
        this.requests = 0;
        this.first = number;
        this.fault = fault;
        this.length = length;
        this.failed = 0;
    }

    /** How many requests were counted since {@link #begin}. */
    public synchronized int requests() {
        return requests;
    }

    /** How many requests failed since {@link #begin}. */
    public synchronized int failed() {
        return failed;
    }

    synchronized Fault next() {
        int number = requests++;
        if (number < first) {
            return Fault.NONE;
        }
        if (failed == 0) {
            end = System.nanoTime() + length.toNanos();
        } else if (System.nanoTime() >= end) {
            return Fault.NONE;
        }
        failed++;
        return fault;
    }
}
