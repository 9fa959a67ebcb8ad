package org.sparklaunch.livy.driver.query;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.policy.PolicyGate;

/**
 * Spark sessions, one for each query. While one query's answer is on its way, the session of the next is prepared: its first
 * analysis builds what a Spark session builds once.
 */
final class QuerySessions implements AutoCloseable {
    private final Supplier<SparkSession> factory;
    private final ExecutorService preparer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "query-session-preparer");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable CompletableFuture<SparkSession> next;

    QuerySessions(Supplier<SparkSession> factory) {
        this.factory = factory;
    }

    /** Returns a session that nothing has run in. */
    SparkSession take() {
        CompletableFuture<SparkSession> prepared;
        synchronized (this) {
            prepared = next;
            next = null;
        }
        if (prepared == null) {
            return factory.get();
        }
        // Of a session that could not be prepared, the query gets the reason.
        return prepared.isDone() && !prepared.isCompletedExceptionally() ? prepared.join() : factory.get();
    }

    /** Frees what a query left in its session, and prepares the next one. */
    synchronized void retire(SparkSession session) {
        CompletableFuture<SparkSession> prepared = new CompletableFuture<>();
        next = prepared;
        try {
            preparer.execute(() -> {
                drop(session);
                prepare(prepared);
            });
        } catch (RejectedExecutionException e) {
            // Closed: no query comes after this one.
            next = null;
        }
    }

    private void prepare(CompletableFuture<SparkSession> prepared) {
        try {
            SparkSession session = factory.get();
            PolicyGate.asDriver(() -> session.sql("select 1").schema());
            prepared.complete(session);
        } catch (RuntimeException | LinkageError e) {
            prepared.completeExceptionally(e);
        } finally {
            SparkSession.clearActiveSession();
        }
    }

    private static void drop(SparkSession session) {
        try {
            if (!session.sparkContext().isStopped()) {
                TemporaryViews.drop(session);
            }
        } catch (RuntimeException e) {
            System.err.println("Session driver: the temporary views of a query stay cached: " + e);
        }
    }

    @Override
    public void close() {
        preparer.shutdownNow();
    }
}
