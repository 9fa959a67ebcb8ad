package org.sparklaunch.querytracker.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.querytracker.query.Query;
import org.sparklaunch.querytracker.query.QueryLocation;
import org.sparklaunch.querytracker.query.QueryProgress;
import org.sparklaunch.querytracker.query.QueryState.Pending;
import org.sparklaunch.querytracker.settings.QueryLimits;
import org.sparklaunch.querytracker.settings.SettingsReader;

class BacklogTest {
    private final Backlog backlog = new Backlog();

    @Test
    void emptyBacklogHasNoNextQuery() {
        assertThat(backlog.take(key -> true)).isEmpty();
    }

    @Test
    void queriesOfOneUserKeepTheirOrder() {
        add("alice", "a1", "a2", "a3");

        assertThat(take() + take() + take()).isEqualTo("a1a2a3");
    }

    @Test
    void manyQueriesOfOneUserDoNotDelayTheFirstOfAnother() {
        add("alice", "a1", "a2", "a3");
        add("bob", "b1");

        assertThat(take() + take()).isEqualTo("a1b1");
    }

    @Test
    void userWithFewestRunningQueriesComesFirst() {
        add("alice", "a1", "a2", "a3");
        add("bob", "b1", "b2", "b3");
        PreparedQuery first = backlog.take(key -> false).orElseThrow();
        take();
        take();

        backlog.finish(first);
        backlog.finish(first);

        assertThat(take()).isEqualTo("a3");
    }

    @Test
    void queryWithAReadySessionComesFirst() {
        add("alice", "a1", "a2");
        add("bob", "b1", "b2");
        take();
        take();

        assertThat(backlog.take(key -> key.user().equals("bob")).orElseThrow().id())
                .isEqualTo("b2");
    }

    private void add(String user, String... ids) {
        for (String id : ids) {
            backlog.add(query(user, id));
        }
    }

    private String take() {
        return backlog.take(key -> false).orElseThrow().id();
    }

    private static PreparedQuery query(String user, String id) {
        var map = JsonNodeFactory.instance.objectNode();
        QueryLimits limits = new QueryLimits(DiscoveryPath.DEFAULT, 10, 4, Duration.ofSeconds(1), Duration.ofHours(1));
        return PreparedQuery.of(
                new Query(
                        id,
                        user,
                        "spyt",
                        "select 1",
                        map,
                        map,
                        Instant.EPOCH,
                        new Pending(),
                        QueryLocation.NONE,
                        QueryProgress.NONE,
                        Set.of(),
                        ""),
                new SettingsReader(limits));
    }
}
