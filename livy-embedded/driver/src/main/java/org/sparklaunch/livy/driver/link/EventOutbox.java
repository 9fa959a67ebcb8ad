package org.sparklaunch.livy.driver.link;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.DriverMessage;

/**
 * What the server has to learn: events, kept until it acknowledged them, answers to who asked, and the newest progress,
 * which the next one replaces.
 *
 * <p>Any thread may post and never waits for the network. One thread takes; a new connection starts with {@link
 * #rewind}.
 */
public final class EventOutbox {
    private final Deque<DriverMessage.Event> unacknowledged = new ArrayDeque<>();
    private final Deque<DriverMessage.Candidates> answers = new ArrayDeque<>();
    private DriverMessage.@Nullable StatementProgress progress;
    private long lastSequence;
    private long lastSent;

    /** Adds the event that the function makes of the next number. */
    public synchronized void post(LongFunction<DriverMessage.Event> event) {
        unacknowledged.add(event.apply(++lastSequence));
        // What the progress was of has ended or not begun; it must not follow the statement's last word.
        progress = null;
        notifyAll();
    }

    /** Replaces the progress that was not sent yet. */
    public synchronized void post(DriverMessage.StatementProgress newest) {
        progress = newest;
        notifyAll();
    }

    /** Adds an answer for the server that asked; another one does not get it. */
    public synchronized void post(DriverMessage.Candidates answer) {
        answers.add(answer);
        notifyAll();
    }

    /**
     * Waits until the server has acknowledged every event.
     *
     * @return false when the time was over before
     */
    public synchronized boolean awaitEmpty(long limitMillis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
        while (!unacknowledged.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    synchronized void acknowledge(long event) {
        while (!unacknowledged.isEmpty() && unacknowledged.getFirst().sequence() <= event) {
            unacknowledged.removeFirst();
        }
        notifyAll();
    }

    /** Sends again, to a server whose journal ends with the event named. */
    synchronized void rewind(long lastEvent) {
        acknowledge(lastEvent);
        lastSent = lastEvent;
        answers.clear();
    }

    /** Waits for the next message, events first and progress last, until the caller's connection is over and interrupts it. */
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
