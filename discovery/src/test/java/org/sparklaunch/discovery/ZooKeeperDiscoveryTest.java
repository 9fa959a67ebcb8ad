package org.sparklaunch.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ZooKeeperDiscoveryTest extends DiscoveryContract {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static TestingServer server;

    @BeforeAll
    static void startServer() throws Exception {
        server = new TestingServer();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @Override
    protected Discovery connect() {
        return ZooKeeperDiscovery.connect(server.getConnectString(), LIMIT);
    }

    @Test
    void anAnnouncementComesBackAfterTheSessionExpired() throws Exception {
        mine.register(PATH, LIVY);

        expireSession(mine);

        await().during(Duration.ofMillis(500))
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(theirs.find(PATH).instances()).containsExactly(LIVY));
    }

    @Test
    void aClaimIsTakenAgainAfterTheSessionExpired() throws Exception {
        ClusterClaim claim = mine.claim(PATH, "a launch");

        expireSession(mine);

        await().atMost(LIMIT).untilAsserted(() -> assertThat(theirs.list(PATH)).containsExactly(PATH));
        assertThat(claim.isHeld()).isTrue();
    }

    @Test
    void anAnnouncementSurvivesARestartOfTheServer() throws Exception {
        mine.register(PATH, LIVY);

        server.restart();

        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(theirs.find(PATH).instances()).containsExactly(LIVY));
    }

    @Test
    void aServerThatDoesNotAnswerIsNamedWithinTheLimit() {
        assertThatThrownBy(() -> ZooKeeperDiscovery.connect("127.0.0.1:1", Duration.ofMillis(300)))
                .isInstanceOf(DiscoveryException.class)
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageContaining("300 ms");
    }

    @Test
    void malformedAddressesAreRefusedAtOnce() {
        assertThatThrownBy(() -> ZooKeeperDiscovery.connect("host:port", LIMIT))
                .isInstanceOf(DiscoveryException.class)
                .hasMessageContaining("host:port");
    }

    private static void expireSession(Discovery discovery) throws Exception {
        ((ZooKeeperDiscovery) discovery)
                .connection()
                .client()
                .getZookeeperClient()
                .getZooKeeper()
                .getTestable()
                .injectSessionExpiration();
    }
}
