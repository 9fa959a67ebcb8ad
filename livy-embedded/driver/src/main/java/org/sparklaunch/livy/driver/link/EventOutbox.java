package org.sparklaunch.livy.driver.link;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.DriverMessage;

/**
 * Holds messages for the server: events until the server acknowledges them, answers, and the newest progress, which replaces
 * older progress.
 *
 * <p>Any thread may post and never waits for the network. One thread takes; a new connection starts with {@link
 * #rewind}.
 */
public final class EventOutbox {
    /** How long an ending session waits for its last events to be acknowledged. */
    public static final Duration ACKNOWLEDGE_LIMIT = Duration.ofSeconds(5);

    private final Deque<DriverMessage.Event> unacknowledged = new ArrayDeque<>();
    private final Deque<DriverMessage.Candidates> answers = new ArrayDeque<>();
    private DriverMessage.@Nullable StatementProgress progress;
    private long lastSequence;
    private long lastSent;

    /** Adds the event that the function builds from the next sequence number. */
    public synchronized void post(LongFunction<DriverMessage.Event> event) {
        unacknowledged.add(event.apply(++lastSequence));
        // Progress must not follow the statement's last event.
        progress = null;
        notifyAll();
    }

    /** Replaces progress that was not sent yet. */
    public synchronized void post(DriverMessage.StatementProgress newest) {
        progress = newest;
        notifyAll();
    }

    /** Adds an answer for the connected server; it is dropped when the connection breaks. */
    public synchronized void post(DriverMessage.Candidates answer) {
        answers.add(answer);
        notifyAll();
    }

    /**
     * Waits until the server has acknowledged every event.
     *
     * @return false when the limit passed first
     */
    public synchronized boolean awaitEmpty(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!unacknowledged.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Gives the server a limited time to acknowledge every event. An interrupt ends the wait and stays set. */
    public void awaitAcknowledged() {
        try {
            awaitEmpty(ACKNOWLEDGE_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void acknowledge(long event) {
        while (!unacknowledged.isEmpty() && unacknowledged.getFirst().sequence() <= event) {
            unacknowledged.removeFirst();
        }
        notifyAll();
    }

    /** Prepares for a new connection to a server whose journal ends with this event. */
    synchronized void rewind(long lastEvent) {
        acknowledge(lastEvent);
        lastSent = lastEvent;
        answers.clear();
    }

    /** Waits for the next message: events first, progress last. The end of the caller's connection interrupts the wait. */
    public synchronized DriverMessage take() throws InterruptedException {
        DriverMessage next = next();
        while (next == null) {
            wait();
            next = next();
        }
        return next;
    }

    private @Nullable DriverMessage next() {
        for (DriverMessage.Event event : unacknowledged) {
            if (event.sequence() > lastSent) {
                lastSent = event.sequence();
                return event;
            }
        }
        if (!answers.isEmpty()) {
            return answers.removeFirst();
        }
        DriverMessage.StatementProgress newest = progress;
        progress = null;
        return newest;
    }
}
