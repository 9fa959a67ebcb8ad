package org.sparklaunch.querytracker.livy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sparklaunch.authentication.ServiceKey;
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

    /** A statement that does not end by itself. */
    abstract String endless();

    /** Whether it is one of spark-launch, which verifies tokens; a stock one believes the user's name. */
    abstract boolean isOurs();

    final LivyEndpoint server() {
        return new LivyEndpoint(address(), new LivyCredentials(ServiceKey.of(serviceKey()), !isOurs()));
    }

    final LivyClient client(String user) throws InterruptedException {
        Token token = Token.generate();
        server().register(token.hash(), user, Duration.ofMinutes(1));
        return server().actAs(token, user);
    }

    final LivySession started(LivyClient client, String name) throws InterruptedException {
        String id = Integer.toString(client.create(name, Map.of()).id());
        Backoff backoff = new Backoff(WAIT);
        LivySession seen = client.find(id, WAIT).orElseThrow();
        while (seen.isStarting() && backoff.remains()) {
            backoff.pause();
            seen = client.find(id, WAIT).orElseThrow();
        }
        return seen;
    }

    final LivyStatement done(LivyClient client, int session, int id) throws InterruptedException {
        Backoff backoff = new Backoff(WAIT);
        LivyStatement seen = client.statement(session, id, WAIT).orElseThrow();
        while (!seen.isFinal() && backoff.remains()) {
            backoff.pause();
            seen = client.statement(session, id, WAIT).orElseThrow();
        }
        return seen;
    }

    static String name() {
        return "contract-" + UUID.randomUUID();
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

        LivyStatement done = done(alice, session.id(), id);

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

        LivyStatement done = done(alice, session.id(), id);

        assertThat(done.state()).isEqualTo("available");
        assertThat(done.output().path("status").asText()).isEqualTo("error");
        alice.delete(session.id());
    }

    @Test
    void serverReportsWhetherItIsOfSparkLaunch() throws InterruptedException {
        assertThat(server().isExtended()).isEqualTo(isOurs());
        assertThat(client("alice").takesQueries()).isEqualTo(isOurs());
    }

    @Test
    void cancelledStatementEnds() throws InterruptedException {
        LivyClient alice = client("alice");
        LivySession session = started(alice, name());
        int id = alice.submit(session.id(), endless()).id();

        alice.cancel(session.id(), id);

        assertThat(done(alice, session.id(), id).state()).isEqualTo("cancelled");
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
