package org.sparklaunch.querytracker.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparklaunch.querytracker.testing.FakeLivy;
import org.sparklaunch.querytracker.testing.Livy;
import org.sparklaunch.querytracker.testing.Tracker;

/** What bob may do with a query of alice. */
class AccessControlTest {
    @TempDir
    private Path folder;

    private final FakeLivy livy = FakeLivy.extended();
    private Tracker tracker;
    private String id;

    @BeforeEach
    void start() throws InterruptedException {
        tracker = new Tracker(folder, Livy.directory(livy));
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
        "NOBODY, false, false",
        "EVERYONE, true, true",
        "EVERYONE_USE, true, false",
        "EVERYONE_SHARE, true, true"
    })
    void othersSeeAndReadWhatIsShared(AccessControlObject object, boolean use, boolean read) {
        tracker.service().share("alice", id, Set.of(object));

        assertThat(succeeds(() -> tracker.service().get("bob", id))).isEqualTo(use);
        assertThat(succeeds(() -> tracker.service().result("bob", id, 0))).isEqualTo(read);
    }

    @Test
    void oneOfSeveralObjectsIsEnough() {
        tracker.service().share("alice", id, Set.of(AccessControlObject.NOBODY, AccessControlObject.EVERYONE_SHARE));

        assertThat(succeeds(() -> tracker.service().result("bob", id, 0))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void othersNeverChangeOrEndIt(AccessControlObject object) {
        tracker.service().share("alice", id, Set.of(object));

        assertThat(succeeds(() -> tracker.service().abort("bob", id, ""))).isFalse();
        assertThat(succeeds(() -> tracker.service().annotate("bob", id, Tracker.json("{}"))))
                .isFalse();
        assertThat(succeeds(() -> tracker.service().share("bob", id, Set.of()))).isFalse();
    }

    @Test
    void whatIsMissingIsNamed() {
        tracker.service().share("alice", id, Set.of(AccessControlObject.EVERYONE_USE));

        assertThatThrownBy(() -> tracker.service().result("bob", id, 0))
                .hasMessageContaining("'alice'")
                .hasMessageContaining("'bob' lacks the right 'read'");
        assertThatThrownBy(() -> tracker.service().abort("bob", id, ""))
                .hasMessageContaining("lacks the right 'administer'");
    }

    @Test
    void whatIsNoLongerSharedIsGoneForOthers() {
        tracker.service().share("alice", id, Set.of(AccessControlObject.EVERYONE));
        tracker.service().share("alice", id, Set.of());

        assertThat(succeeds(() -> tracker.service().get("bob", id))).isFalse();
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
