package org.sparklaunch.querytracker.pool;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.querytracker.testing.FakeLivy;
import org.sparklaunch.querytracker.testing.InMemoryPooledSessionStore;
import org.sparklaunch.querytracker.testing.Livy;
import org.sparklaunch.querytracker.testing.ManualClock;
import org.sparklaunch.querytracker.token.TokenIssuer;
import org.sparklaunch.querytracker.token.TokenLifetime;

/** A pool on a fake server, and borrowers. */
abstract class PoolFixture {
    static final Duration IDLE = Duration.ofMinutes(10);

    final FakeLivy livy = FakeLivy.extended();
    final ManualClock clock = new ManualClock();
    final InMemoryPooledSessionStore records = new InMemoryPooledSessionStore();
    final ExecutorService threads = Executors.newCachedThreadPool();
    final List<String> waits = new CopyOnWriteArrayList<>();
    final SessionPool pool = newPool();

    final SessionPool newPool() {
        return newPool(Duration.ZERO);
    }

    final SessionPool newPool(Duration linger) {
        TokenIssuer tokens = new TokenIssuer(new TokenLifetime(Duration.ofMinutes(20), Duration.ofMinutes(10)), clock);
        return new SessionPool(
                new SessionHost(Livy.directory(livy), tokens, records, 100),
                new PoolTimeouts(IDLE, linger, Duration.ofSeconds(5)),
                clock);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        livy.close();
    }

    final SessionLease borrow(BorrowRequest request) throws InterruptedException {
        return pool.borrow(request, waits::add);
    }

    final CompletableFuture<SessionLease> borrowLater(BorrowRequest request) {
        CompletableFuture<SessionLease> lease = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                lease.complete(borrow(request));
            } catch (InterruptedException | RuntimeException e) {
                lease.completeExceptionally(e);
            }
        });
        return lease;
    }

    static BorrowRequest request(String user) {
        return new BorrowRequest(SessionKey.of(user, DiscoveryPath.DEFAULT, Map.of()), true, true);
    }

    static BorrowRequest request(String user, String x, boolean reuse) {
        return new BorrowRequest(SessionKey.of(user, DiscoveryPath.DEFAULT, Map.of("spark.x", x)), reuse, true);
    }
}
