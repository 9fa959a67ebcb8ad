package org.sparklaunch.querytracker.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.livy.protocol.policy.Policy;
import org.sparklaunch.livy.protocol.policy.PolicyException;
import org.sparklaunch.livy.protocol.policy.PolicyParser;
import org.sparklaunch.querytracker.error.QueryException;
import org.sparklaunch.querytracker.query.QueryFilter;
import org.sparklaunch.querytracker.testing.FakeLivy;
import org.sparklaunch.querytracker.testing.Livy;
import org.sparklaunch.querytracker.testing.Tracker;

/** What others may do with a query of alice. */
class AccessControlTest {
    private static final String RULES = """
            group team = bob, carol
            allow @team use, read, administer object team
            deny  carol read, administer      object team
            allow bob   read                  object link
            allow carol administer            object lead
            allow root  use, read, administer object *
            """;

    @TempDir
    private Path folder;

    private final FakeLivy livy = FakeLivy.extended();
    private Policy policy = policy(RULES);
    private Tracker tracker;
    private String id;

    private static Policy policy(String text) {
        try {
            return PolicyParser.parse(text);
        } catch (PolicyException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void start() throws InterruptedException {
        tracker = new Tracker(folder, Livy.directory(livy), () -> Optional.of(policy));
        id = tracker.start("alice", "rows 1");
        tracker.ended(id);
    }

    @AfterEach
    void stop() {
        tracker.close();
        livy.close();
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, bob, ----",
        "everyone, bob, sr-l",
        "everyone-use, bob, s--l",
        "everyone-share, bob, sr--",
        "nobody everyone-share, bob, sr--",
        "team, bob, sral",
        "team, carol, s--l",
        "team, dave, ----",
        "link, bob, sr--",
        "link, carol, ----",
        "lead, carol, s-a-",
        "link lead, carol, s-a-",
        "nobody, root, sral",
        "team, root, sral",
        "team, alice, sral",
    })
    void othersMayDoWhatTheObjectsOfAQueryGive(String objects, String user, String rights) {
        share(objects.split(" "));

        assertThat(rightsOf(user)).isEqualTo(rights);
    }

    /** See, read, administer, find in listings. */
    private String rightsOf(String user) {
        boolean see = succeeds(() -> tracker.service().get(user, id));
        boolean read = succeeds(() -> tracker.service().result(user, id, 0));
        boolean administer = succeeds(() -> tracker.service().annotate(user, id, Tracker.json("{}")));
        boolean listed = tracker.service().list(listing(user)).stream()
                .anyMatch(query -> query.id().equals(id));
        return (see ? "s" : "-") + (read ? "r" : "-") + (administer ? "a" : "-") + (listed ? "l" : "-");
    }

    private QueryFilter listing(String user) {
        return new QueryFilter(
                null, null, null, tracker.service().access().viewer(user), null, null, null, null, null, 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "everyone", "everyone-use", "everyone-share", "link"})
    void othersNeitherEndNorShareWhatTheyDoNotAdminister(String object) {
        share(object);

        assertThat(succeeds(() -> tracker.service().abort("bob", id, ""))).isFalse();
        assertThat(succeeds(() -> tracker.service().share("bob", id, Set.of("everyone"))))
                .isFalse();
    }

    @Test
    void userWithRightToAdministerAbortsQuery() {
        String running = tracker.start("alice", "block");
        tracker.awaitStatement(running);
        tracker.service().share("alice", running, Set.of("lead"));

        tracker.service().abort("carol", running, "enough");

        assertThat(tracker.ended(running).state().word()).isEqualTo("aborted");
    }

    @Test
    void whatIsMissingIsNamed() {
        share("everyone-use");

        assertThatThrownBy(() -> tracker.service().result("bob", id, 0))
                .hasMessageContaining("'alice'")
                .hasMessageContaining("'bob' lacks the right 'read'");
        assertThatThrownBy(() -> tracker.service().abort("bob", id, ""))
                .hasMessageContaining("lacks the right 'administer'");
    }

    @Test
    void queryThatIsNoLongerSharedIsNotFoundByOthers() {
        share("everyone");
        share();

        assertThat(succeeds(() -> tracker.service().get("bob", id))).isFalse();
    }

    @Test
    void changedPolicyTakesEffectAtOnceAndObjectWithoutRulesGrantsNothing() {
        share("team");

        policy = policy("allow dave read object other");

        assertThat(rightsOf("bob")).isEqualTo("----");
        assertThat(tracker.service().access().names())
                .contains("other", "everyone")
                .doesNotContain("team");
    }

    @Test
    void objectsThatDoNotExistAreRefusedByName() {
        assertThatThrownBy(() -> share("teem")).hasMessageContaining("no access control object 'teem'");
        assertThatThrownBy(() -> share("*")).hasMessageContaining("'*'");
    }

    @Test
    void aQueryHasAtMostTenObjects() {
        List<String> eleven = List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");

        assertThatThrownBy(() -> share(eleven.toArray(String[]::new))).hasMessageContaining("at most 10");
    }

    private void share(String... objects) {
        tracker.service().share("alice", id, Set.copyOf(Arrays.asList(objects)));
    }

    private static boolean succeeds(Runnable act) {
        try {
            act.run();
            return true;
        } catch (QueryException e) {
            return false;
        }
    }
}
