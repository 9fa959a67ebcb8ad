package org.sparklaunch.livy.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sparklaunch.livy.server.health.Health.Result;

@Timeout(30)
class HealthTest {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);
    private boolean slow;

    private Optional<String> trouble() {
        if (slow) {
            begun.countDown();
            try {
                answered.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        }
        return Optional.of("away");
    }

    /** Every client can request the health, and a check may wait for a server that is away. */
    @Test
    void requestsDoNotWaitForTheCheckOfAnother() throws Exception {
        Health health = new Health(List.of(new HealthCheck("master", this::trouble)), InstantSource.system());
        assertThat(health.now().isGood()).isFalse();
        slow = true;
        CompletableFuture<Result> first = CompletableFuture.supplyAsync(health::now);
        begun.await();

        assertThat(health.now().isGood()).isFalse();

        answered.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS).isGood()).isTrue();
        assertThat(health.now().isGood()).isTrue();
    }
}
