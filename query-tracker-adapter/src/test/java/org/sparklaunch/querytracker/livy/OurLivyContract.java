package org.sparklaunch.querytracker.livy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sparklaunch.querytracker.testing.Tracker;
import org.sparklaunch.querytracker.token.Token;

/** What a server of spark-launch does beyond Livy. */
abstract class OurLivyContract extends LivyContract {
    @Override
    final boolean isOurs() {
        return true;
    }

    /** A query of two statements, the second with two rows. */
    abstract String query();

    @Test
    void sessionOfAnotherUserDoesNotExist() throws InterruptedException {
        LivyClient alice = client("alice");
        LivySession session = started(alice, name());

        assertThat(client("bob").find(Integer.toString(session.id()), Duration.ZERO))
                .isEmpty();
        alice.delete(session.id());
    }

    @Test
    void sessionOutlivesItsFirstToken() throws InterruptedException {
        Token first = Token.generate();
        server().register(first.hash(), "alice", Duration.ofMinutes(1));
        LivySession session = started(server().actAs(first, "alice"), name());
        server().revoke(first.hash());

        LivyClient second = client("alice");

        assertThat(second.find(Integer.toString(session.id()), Duration.ZERO)).isPresent();
        second.delete(session.id());
    }

    @Test
    void revokedTokenIsRefused() throws InterruptedException {
        Token token = Token.generate();
        server().register(token.hash(), "alice", Duration.ofMinutes(1));
        server().revoke(token.hash());

        assertThatThrownBy(() -> server().actAs(token, "alice").find("0", Duration.ZERO))
                .isInstanceOfSatisfying(
                        LivyException.class, e -> assertThat(e.reason()).isEqualTo(LivyException.Reason.UNAUTHORIZED));
    }

    @Test
    void queryAnswersItsResultsAndCounts() throws InterruptedException {
        LivyClient alice = client("alice");
        LivySession session = started(alice, name());

        int id = alice.submit(session.id(), Tracker.json(query())).id();
        LivyStatement done = done(alice, session.id(), id);

        JsonNode results = done.output().path("data").path("application/json").path("results");
        assertThat(results).hasSize(2);
        assertThat(results.path(1).path("rows")).hasSize(2);
        assertThat(done.counts()).isNotNull();
        alice.delete(session.id());
    }
}
