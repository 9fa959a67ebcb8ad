package org.sparklaunch.querytracker.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.querytracker.pool.SessionKey;
import org.sparklaunch.querytracker.query.QueryState.Pending;

class BacklogTest {
    private final Backlog backlog = new Backlog();

    @Test
    void anEmptyOneHasNoNext() {
        assertThat(backlog.take(key -> true)).isEmpty();
    }

    @Test
    void aUsersQueriesComeInTheirOrder() {
        add("alice", "a1", "a2", "a3");

        assertThat(take() + take() + take()).isEqualTo("a1a2a3");
    }

    @Test
    void aHundredOfOneUserDoNotKeepAnothersFirstWaiting() {
        add("alice", "a1", "a2", "a3");
        add("bob", "b1");

        assertThat(take() + take()).isEqualTo("a1b1");
    }

    @Test
    void usersWithTheFewestAtWorkComeFirst() {
        add("alice", "a1", "a2", "a3");
        add("bob", "b1", "b2", "b3");
        Query first = backlog.take(key -> false).orElseThrow();
        take();
        take();

        backlog.done(first);
        backlog.done(first);

        assertThat(take()).isEqualTo("a3");
    }

    @Test
    void aQueryThatASessionStandsReadyForComesBeforeAll() {
        add("alice", "a1", "a2");
        add("bob", "b1", "b2");
        take();
        take();

        assertThat(backlog.take(key -> key.user().equals("bob")).orElseThrow().text())
                .isEqualTo("b2");
    }

    private void add(String user, String... texts) {
        for (String text : texts) {
            backlog.add(new Backlog.Entry(query(user, text), SessionKey.of(user, DiscoveryPath.DEFAULT, Map.of())));
        }
    }

    private String take() {
        return backlog.take(key -> false).orElseThrow().text();
    }

    private static Query query(String user, String text) {
        var map = JsonNodeFactory.instance.objectNode();
        return new Query(
                text,
                user,
                "spyt",
                text,
                map,
                map,
                Instant.EPOCH,
                new Pending(),
                QueryLocation.NONE,
                QueryProgress.NONE,
                Set.of());
    }
}
