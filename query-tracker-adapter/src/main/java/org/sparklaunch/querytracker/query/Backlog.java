package org.sparklaunch.querytracker.query;

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
 * Accepted queries that nobody works on yet. Next is one that a session stands ready for; a session whose user's queries are
 * all behind those of others would end and be started again for each. Else next is one of the user with the fewest at work,
 * so that nobody's hundred queries keep another's first one waiting. Of one user, in the order of their coming. Thread-safe.
 */
final class Backlog {
    private final Map<String, Deque<Entry>> waiting = new LinkedHashMap<>();
    private final Map<String, Integer> atWork = new HashMap<>();

    /** A query and the session that it needs. */
    record Entry(Query query, SessionKey key) {}

    synchronized void add(Entry entry) {
        waiting.computeIfAbsent(entry.query().user(), user -> new ArrayDeque<>())
                .add(entry);
    }

    /**
     * Takes the next query, which is at work until it is {@linkplain #done done}; empty when there is none.
     *
     * @param ready whether a session stands ready
     */
    synchronized Optional<Query> take(Predicate<SessionKey> ready) {
        Optional<Entry> served =
                heads().filter(entry -> ready.test(entry.key())).findFirst();
        Optional<Entry> next = served.isPresent() ? served : heads().min(Comparator.comparing(this::atWork));
        next.ifPresent(entry -> remove(entry.query().user()));
        return next.map(Entry::query);
    }

    private Stream<Entry> heads() {
        return waiting.values().stream().map(Deque::getFirst);
    }

    private int atWork(Entry entry) {
        return atWork.getOrDefault(entry.query().user(), 0);
    }

    private void remove(String user) {
        Deque<Entry> queries = Objects.requireNonNull(waiting.get(user), "only users with queries are chosen");
        queries.removeFirst();
        if (queries.isEmpty()) {
            waiting.remove(user);
        }
        atWork.merge(user, 1, Integer::sum);
    }

    /** Notes that nobody works on a query any more that was taken. */
    synchronized void done(Query query) {
        atWork.computeIfPresent(query.user(), (user, count) -> count > 1 ? count - 1 : null);
    }
}
