package org.sparklaunch.livy.server.session;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * The statements of one session: all open ones, and at least the last {@value #KEPT}. Older ones are forgotten, as in
 * Livy's driver. Not thread-safe: the session's lock guards it.
 */
final class StatementHistory {
    static final int KEPT = 100;

    private final TreeMap<Integer, Statement> statements = new TreeMap<>();
    private final TreeMap<Integer, CompletableFuture<Void>> waiters = new TreeMap<>();
    private int next;
    private int open;

    int nextId() {
        return next;
    }

    int open() {
        return open;
    }

    void add(Statement statement) {
        statements.put(statement.id(), statement);
        next = statement.id() + 1;
        open++;
        while (statements.size() > KEPT && statements.firstEntry().getValue().isFinal()) {
            OutputFiles.forget(statements.pollFirstEntry().getValue().file());
        }
    }

    boolean knows(int id) {
        return statements.containsKey(id);
    }

    Optional<Statement> find(int id) {
        return Optional.ofNullable(statements.get(id));
    }

    List<Statement> all() {
        return List.copyOf(statements.values());
    }

    List<Statement> openOnes() {
        return statements.values().stream().filter(s -> !s.isFinal()).toList();
    }

    /** Changes a statement that is still open; ignores an event about any other. */
    void change(int id, UnaryOperator<Statement> change) {
        Statement before = statements.get(id);
        if (before == null || before.isFinal()) {
            return;
        }
        Statement after = change.apply(before);
        statements.put(id, after);
        if (after.isFinal()) {
            open--;
            Optional.ofNullable(waiters.remove(id)).ifPresent(waiter -> waiter.complete(null));
        }
    }

    /** Returns a future that completes when the statement is final; at once for one that is final or unknown. */
    CompletableFuture<Void> whenFinal(int id) {
        boolean pending = find(id).filter(s -> !s.isFinal()).isPresent();
        return pending
                ? waiters.computeIfAbsent(id, key -> new CompletableFuture<>())
                : CompletableFuture.completedFuture(null);
    }
}
