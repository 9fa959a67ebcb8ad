package org.sparklaunch.livy.driver.query;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.policy.PolicyGate;
import org.sparklaunch.platform.process.DaemonThreads;

/**
 * Spark sessions for isolated queries. A query that cannot have changed its session leaves it to the next query, with what Spark
 * has cached in it. Otherwise the session is dropped, and the next one is prepared while the answer is sent: its first analysis
 * builds the parts of a Spark session.
 */
final class QuerySessions implements AutoCloseable {
    private final Supplier<SparkSession> factory;
    private final ExecutorService preparer =
            Executors.newSingleThreadExecutor(DaemonThreads.named("query-session-preparer"));
    private @Nullable SparkSession unchanged;
    private @Nullable CompletableFuture<SparkSession> next;

    QuerySessions(Supplier<SparkSession> factory) {
        this.factory = factory;
    }

    /** Returns a session whose state is as requested. */
    SparkSession take() {
        CompletableFuture<SparkSession> prepared;
        synchronized (this) {
            SparkSession kept = unchanged;
            unchanged = null;
            if (kept != null) {
                return kept;
            }
            prepared = next;
            next = null;
        }
        // If the preparation failed, the query gets the reason.
        return prepared == null
                ? factory.get()
                : prepared.exceptionally(e -> factory.get()).join();
    }

    /** Takes back a session that its query cannot have changed. */
    synchronized void keep(SparkSession session) {
        unchanged = session;
    }

    /** Drops a session with its temporary views, and prepares the next one. */
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
        } catch (Exception | LinkageError e) {
            // Scala throws checked exceptions undeclared; the next query waits for the preparation.
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
        } catch (Exception e) {
            System.err.println("Session driver: the temporary views of a query stay cached: " + e);
        }
    }

    @Override
    public synchronized void close() {
        preparer.shutdownNow();
        if (next != null) {
            // A preparation that has not begun will not.
            next.completeExceptionally(new IllegalStateException("the session has ended"));
        }
    }
}
