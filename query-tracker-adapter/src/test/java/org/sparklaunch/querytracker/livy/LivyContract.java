package org.sparklaunch.querytracker.livy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sparklaunch.querytracker.token.Token;

/** What the tracker relies on at every Livy server of spark-launch, a stand-in or a real one. */
abstract class LivyContract {
    private static final Duration WAIT = Duration.ofSeconds(60);

    abstract URI address();

    abstract String serviceKey();

    /** SQL that gives two rows. */
    abstract String twoRows();

    /** SQL that fails. */
    abstract String failure();

    private LivyServer server() {
        return new LivyServer(address(), new LivyCredentials(serviceKey(), false));
    }

    private LivyClient client(String user) throws InterruptedException {
        Token token = Token.generate();
        server().register(token.hash(), user, Duration.ofMinutes(1));
        return server().actAs(token, user);
    }

    private static LivySession started(LivyClient client, String name) throws InterruptedException {
        int id = client.create(name, Map.of()).id();
        return client.find(Integer.toString(id), WAIT).orElseThrow();
    }

    private static String name() {
        return "contract-" + UUID.randomUUID();
    }

    @Test
    void isExtended() throws InterruptedException {
        assertThat(server().isExtended()).isTrue();
    }

    @Test
    void sessionIsFoundByItsName() throws InterruptedException {
        LivyClient alice = client("alice");
        String name = name();
        LivySession session = started(alice, name);

        assertThat(alice.find(name, Duration.ZERO)).map(LivySession::id).contains(session.id());
        alice.delete(session.id());
    }

    @Test
    void sessionOfAnotherUserDoesNotExist() throws InterruptedException {
        LivyClient alice = client("alice");
        LivySession session = started(alice, name());

        assertThat(client("bob").find(Integer.toString(session.id()), Duration.ZERO))
                .isEmpty();
        alice.delete(session.id());
    }

    @Test
    void sessionOutlivesTheTokenItWasMadeWith() throws InterruptedException {
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
    void statementsAreNumberedFromZeroAndKeepTheirCode() throws InterruptedException {
        LivyClient alice = client("alice");
        LivySession session = started(alice, name());

        LivyStatement first = alice.submit(session.id(), twoRows());
        LivyStatement second = alice.submit(session.id(), twoRows());

        assertThat(first.id()).isZero();
        assertThat(second.id()).isEqualTo(1);
        assertThat(alice.latestStatement(session.id()))
                .hasValueSatisfying(s -> assertThat(s.code()).isEqualTo(twoRows()));
        alice.delete(session.id());
    }

    @Test
    void rowsComeWithTheirSchema() throws InterruptedException {
        LivyClient alice = client("alice");
        LivySession session = started(alice, name());
        int id = alice.submit(session.id(), twoRows()).id();

        LivyStatement done = alice.statement(session.id(), id, WAIT).orElseThrow();

        assertThat(done.isFinal()).isTrue();
        assertThat(done.output().path("data").path("application/json").path("data"))
                .hasSize(2);
        assertThat(done.output()
                        .path("data")
                        .path("application/json")
                        .path("schema")
                        .path("fields"))
                .hasSize(1);
        alice.delete(session.id());
    }

    @Test
    void failedStatementEndsAsAvailableWithAnError() throws InterruptedException {
        LivyClient alice = client("alice");
        LivySession session = started(alice, name());
        int id = alice.submit(session.id(), failure()).id();

        LivyStatement done = alice.statement(session.id(), id, WAIT).orElseThrow();

        assertThat(done.state()).isEqualTo("available");
        assertThat(done.output().path("status").asText()).isEqualTo("error");
        alice.delete(session.id());
    }

    @Test
    void unknownStatementDoesNotExist() throws InterruptedException {
        LivyClient alice = client("alice");
        LivySession session = started(alice, name());

        assertThat(alice.statement(session.id(), 7, Duration.ZERO)).isEmpty();
        alice.delete(session.id());
    }

    @Test
    void deletedSessionIsGoneAndMayBeDeletedAgain() throws InterruptedException {
        LivyClient alice = client("alice");
        LivySession session = started(alice, name());
        alice.delete(session.id());

        alice.delete(session.id());

        assertThat(alice.find(Integer.toString(session.id()), Duration.ZERO)).isEmpty();
    }
}
