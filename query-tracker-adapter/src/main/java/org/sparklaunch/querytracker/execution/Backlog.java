package org.sparklaunch.querytracker.execution;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.sparklaunch.querytracker.pool.SessionKey;

/**
 * Accepted queries that no thread works on yet. The next one is a query for which a session is ready: if it stayed behind the
 * queries of others, sessions would end and start again for each. Otherwise it is a query of the user with the fewest running
 * ones, so that a hundred queries of one user do not delay the first of another. Queries of one user keep their order. Thread-safe.
 */
final class Backlog {
    private final Map<String, Deque<PreparedQuery>> waiting = new LinkedHashMap<>();
    private final Map<String, Integer> running = new HashMap<>();

    synchronized void add(PreparedQuery query) {
        waiting.computeIfAbsent(query.user(), user -> new ArrayDeque<>()).add(query);
    }

    /**
     * Takes the next query, which counts as running until {@link #finish}; empty when there is none.
     *
     * @param ready whether a session is ready for a key
     */
    synchronized Optional<PreparedQuery> take(Predicate<SessionKey> ready) {
        Optional<PreparedQuery> served =
                heads().filter(query -> ready.test(query.sessionKey())).findFirst();
        Optional<PreparedQuery> next =
                served.isPresent() ? served : heads().min(Comparator.comparing(this::countRunning));
        next.ifPresent(query -> remove(query.user()));
        return next;
    }

    private Stream<PreparedQuery> heads() {
        return waiting.values().stream().map(Deque::getFirst);
    }

    private int countRunning(PreparedQuery query) {
        return running.getOrDefault(query.user(), 0);
    }

    private void remove(String user) {
        Deque<PreparedQuery> queries = Objects.requireNonNull(waiting.get(user), "only users with queries are chosen");
        queries.removeFirst();
        if (queries.isEmpty()) {
            waiting.remove(user);
        }
        running.merge(user, 1, Integer::sum);
    }

    /** Notes that no thread works any more on a query that was taken. */
    synchronized void finish(PreparedQuery query) {
        running.computeIfPresent(query.user(), (user, count) -> count > 1 ? count - 1 : null);
    }
}
