package org.sparklaunch.querytracker.livy;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Repeats the calls of one query while a Livy server or ZooKeeper is away. This is the only place that decides how long a query
 * waits for them. Every answer ends the wait; the limit is for one wait, not for all. For one thread.
 */
public final class OutageRetry {
    /** How long a path is watched under which this tracker never saw a Livy server: longer than a server needs to restart. */
    private static final Duration UNANNOUNCED_LIMIT = Duration.ofSeconds(20);

    /** A server that answers, but never the calls that must not be repeated, does not keep a query for longer. */
    private static final int MOST_LOST_ANSWERS = 10;

    private final Duration limit;
    private final OutageListener listener;
    private @Nullable Backoff outage;

    /** A call of a server. */
    public interface Call<T> {
        /** Makes the call. */
        T make() throws InterruptedException;
    }

    /**
     * Waits for nothing yet.
     *
     * @param limit how long one wait may last
     */
    public OutageRetry(Duration limit, OutageListener listener) {
        this.limit = limit;
        this.listener = listener;
    }

    /** Returns one that waits for nothing. */
    public static OutageRetry none() {
        return new OutageRetry(Duration.ZERO, new OutageListener() {
            @Override
            public void away(String reason) {}

            @Override
            public void back(Duration after) {}
        });
    }

    /**
     * Lets the caller wait for something that is not ready yet.
     *
     * @throws LivyException when nothing is waited for here
     */
    public void awaitLater(String what, Backoff backoff) throws InterruptedException {
        if (limit.isZero()) {
            throw new LivyException(LivyException.Reason.AWAY, what);
        }
        backoff.pause();
    }

    /**
     * Makes a call that may be repeated until it is answered.
     *
     * @throws LivyException when it is refused, or when the limit has passed
     */
    public <T> T call(Call<T> call) throws InterruptedException {
        while (true) {
            try {
                return answered(call.make());
            } catch (LivyException e) {
                pause(e);
            }
        }
    }

    /**
     * Makes a call that must be carried out once. When its answer is lost, it is repeated only if it was not carried out.
     *
     * @param find returns what the call made, if it was carried out
     * @throws LivyException when it is refused, or when the limit has passed
     */
    public <T> T once(Call<T> call, Call<Optional<T>> find) throws InterruptedException {
        int lost = 0;
        while (true) {
            try {
                return answered(call.make());
            } catch (LivyException e) {
                boolean mayBeDone = e.reason() == LivyException.Reason.UNREACHABLE;
                lost += mayBeDone ? 1 : 0;
                if (lost > MOST_LOST_ANSWERS) {
                    throw e;
                }
                pause(e);
                Optional<T> made = mayBeDone ? call(find) : Optional.empty();
                if (made.isPresent()) {
                    return made.get();
                }
            }
        }
    }

    private <T> T answered(T answer) {
        Backoff ended = outage;
        if (ended != null) {
            outage = null;
            listener.back(ended.elapsed());
        }
        return answer;
    }

    private void pause(LivyException e) throws InterruptedException {
        if (!e.isOutage()) {
            throw e;
        }
        Backoff current = outage;
        if (current == null) {
            boolean unknown = e.reason() == LivyException.Reason.NOT_ANNOUNCED;
            current = new Backoff(unknown && UNANNOUNCED_LIMIT.compareTo(limit) < 0 ? UNANNOUNCED_LIMIT : limit);
            outage = current;
            listener.away(String.valueOf(e.getMessage()));
        }
        if (!current.remains()) {
            throw limit.isZero() ? e : new LivyException(e.reason(), e.getMessage() + waited(current), e);
        }
        current.pause();
    }

    private static String waited(Backoff outage) {
        return "; the query waited " + outage.elapsed().toSeconds() + " s for it";
    }
}
