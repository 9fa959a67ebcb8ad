package org.sparklaunch.querytracker.livy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sparklaunch.querytracker.testing.FakeLivy;

/** Against a stand-in for Livy 0.9: no extensions, no held back answers, sessions and statements that need some looks. */
class StockLivyTest extends LivyContract {
    private final FakeLivy livy = FakeLivy.stock();

    @AfterEach
    void close() {
        livy.close();
    }

    @Override
    boolean isOurs() {
        return false;
    }

    @Override
    URI address() {
        return livy.address();
    }

    @Override
    String serviceKey() {
        return "none";
    }

    @Override
    String twoRows() {
        return "rows 2";
    }

    @Override
    String failure() {
        return "fail because";
    }

    @Override
    String endless() {
        return "block";
    }

    @Test
    void userIsSentAsProxyUser() throws InterruptedException {
        LivySession session = started(client("alice"), name());

        assertThat(livy.proxyUser(session.id())).isEqualTo("alice");
    }

    @Test
    void nothingIsAskedForThatLivyDoesNotHave() throws InterruptedException {
        LivyClient alice = client("alice");
        LivySession session = started(alice, name());

        done(alice, session.id(), alice.submit(session.id(), twoRows()).id());

        assertThat(livy.requests())
                .filteredOn(r -> r.contains("spark-launch"))
                .containsOnly("GET /spark-launch/health");
        assertThat(livy.requests()).noneMatch(r -> r.contains("wait="));
    }
}
