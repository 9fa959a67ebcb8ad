package org.sparklaunch.livy.driver.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sparklaunch.livy.driver.testing.FakeServer;
import org.sparklaunch.livy.protocol.DriverConnection;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ResourceType;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionKind;

@Timeout(30)
class ServerLinkTest {
    private final EventOutbox outbox = new EventOutbox();
    private final RecordedOrders orders = new RecordedOrders();
    private FakeServer server;
    private ServerLink link;

    @BeforeEach
    void connect() throws IOException {
        server = FakeServer.start();
        link = new ServerLink(server.endpoint(Duration.ofMinutes(1)), outbox, orders);
        link.start();
    }

    @AfterEach
    void disconnect() throws IOException {
        link.close();
        server.close();
    }

    @Test
    void introducesItselfWithProcessIdAndNoStatement() throws IOException {
        DriverMessage.Hello hello = server.adopt(0);

        assertThat(hello)
                .isEqualTo(new DriverMessage.Hello(ProcessHandle.current().pid(), -1, 0));
    }

    @Test
    void passesStatementsOn() throws IOException {
        server.adopt(0);

        server.send(statement(0));

        await().untilAsserted(() -> assertThat(orders.statements).containsExactly(0));
    }

    @Test
    void passesOnTheRequestForAResult() throws IOException {
        server.adopt(0);

        server.send(new ServerMessage.SendResult("transfer", 0));

        await().untilAsserted(() -> assertThat(orders.results).containsExactly("transfer"));
    }

    @Test
    void passesOnWhoAreTheGuests() throws IOException {
        server.adopt(0);

        server.send(new ServerMessage.Host(Map.of("8", Map.of())));

        await().untilAsserted(() -> assertThat(orders.guests).containsExactly("8"));
    }

    @Test
    void takesEachStatementOnce() throws IOException {
        server.adopt(0);
        server.send(statement(0));
        server.send(statement(1));

        server.send(statement(0));
        server.send(statement(1));
        server.send(statement(2));

        await().untilAsserted(() -> assertThat(orders.statements).contains(2));
        assertThat(orders.statements).containsExactly(0, 1, 2);
    }

    @Test
    void passesCancellationsOn() throws IOException {
        server.adopt(0);

        server.send(new ServerMessage.CancelStatement(3));

        await().untilAsserted(() -> assertThat(orders.cancelled).containsExactly(3));
    }

    @Test
    void jobIsAcceptedOnceAndReportedAtTheNextConnection() throws IOException {
        server.adopt(0);
        server.send(new ServerMessage.RunJob(1, SessionKind.SPARK, "AQAA"));
        server.send(new ServerMessage.RunJob(1, SessionKind.SPARK, "AQAA"));
        server.send(new ServerMessage.RunJob(2, SessionKind.PYSPARK, "AQAA"));
        await().untilAsserted(() -> assertThat(orders.jobs).containsExactly(1, 2));

        server.hangUp();

        assertThat(server.adopt(0).lastAcceptedJob()).isEqualTo(2);
    }

    @Test
    void passesResourcesOnAsOftenAsTheyCome() throws IOException {
        server.adopt(0);

        server.send(new ServerMessage.AddResource(1, ResourceType.JAR, "/tmp/a.jar"));
        server.send(new ServerMessage.AddResource(1, ResourceType.JAR, "/tmp/a.jar"));

        await().untilAsserted(() -> assertThat(orders.resources).containsExactly("/tmp/a.jar", "/tmp/a.jar"));
    }

    @Test
    void passesCancellationsOfJobsOn() throws IOException {
        server.adopt(0);

        server.send(new ServerMessage.CancelJob(4));

        await().untilAsserted(() -> assertThat(orders.cancelledJobs).containsExactly(4));
    }

    @Test
    void passesTheEndOn() throws IOException {
        server.adopt(0);

        server.send(new ServerMessage.Shutdown());

        await().untilAsserted(() -> assertThat(orders.ends).containsExactly(ServerMessageHandler.EndReason.SHUTDOWN));
    }

    @Test
    void sendsEventsInOrder() throws IOException {
        server.adopt(0);

        outbox.post(sequence -> new DriverMessage.StatementStarted(sequence, 0, 1));
        outbox.post(sequence -> new DriverMessage.StatementStarted(sequence, 1, 1));

        assertThat(server.receive()).isEqualTo(new DriverMessage.StatementStarted(1, 0, 1));
        assertThat(server.receive()).isEqualTo(new DriverMessage.StatementStarted(2, 1, 1));
    }

    @Test
    void unacknowledgedEventIsRepeatedAfterReconnect() throws IOException {
        server.adopt(0);
        outbox.post(sequence -> new DriverMessage.SessionReady(sequence, "app", null));
        server.receive();

        server.hangUp();
        server.adopt(0);

        assertThat(server.receive()).isEqualTo(new DriverMessage.SessionReady(1, "app", null));
    }

    @Test
    void passesQuestionsOn() throws IOException {
        server.adopt(0);

        server.send(new ServerMessage.Complete(1, SessionKind.SPARK, "sc.", 3));

        await().untilAsserted(() -> assertThat(orders.questions).containsExactly("sc."));
    }

    @Test
    void anotherServerAdoptsAndLearnsWhatItMissed() throws IOException {
        server.adopt(0);
        server.send(statement(0));
        outbox.post(sequence -> new DriverMessage.SessionReady(sequence, "app", null));
        server.receive();
        server.close();
        outbox.post(sequence -> new DriverMessage.StatementStarted(sequence, 0, 1));

        try (FakeServer successor = server.successor()) {
            DriverMessage.Hello hello = successor.adopt(1);
            DriverMessage missed = successor.receive();

            assertThat(hello.lastAcceptedStatement()).isZero();
            assertThat(missed).isEqualTo(new DriverMessage.StatementStarted(2, 0, 1));
        }
    }

    @Test
    void endsAnOrphan() throws IOException {
        EventOutbox orphanOutbox = new EventOutbox();
        RecordedOrders orphanOrders = new RecordedOrders();
        server.close();

        try (ServerLink orphan = new ServerLink(server.endpoint(Duration.ofMillis(200)), orphanOutbox, orphanOrders)) {
            orphan.start();

            await().untilAsserted(() ->
                    assertThat(orphanOrders.ends).containsExactly(ServerMessageHandler.EndReason.ORPHANED));
        }
    }

    private static ServerMessage statement(int id) {
        return new ServerMessage.RunStatement(id, SessionKind.SQL, "select " + id);
    }

    private static final class RecordedOrders implements ServerMessageHandler, SessionMessageHandler {
        final List<String> results = new CopyOnWriteArrayList<>();
        final List<Integer> statements = new CopyOnWriteArrayList<>();
        final List<Integer> cancelled = new CopyOnWriteArrayList<>();
        final List<String> policies = new CopyOnWriteArrayList<>();
        final List<String> questions = new CopyOnWriteArrayList<>();
        final List<EndReason> ends = new CopyOnWriteArrayList<>();
        final List<Integer> jobs = new CopyOnWriteArrayList<>();
        final List<Integer> cancelledJobs = new CopyOnWriteArrayList<>();
        final List<String> resources = new CopyOnWriteArrayList<>();
        final List<String> guests = new CopyOnWriteArrayList<>();

        @Override
        public SessionMessageHandler work() {
            return this;
        }

        @Override
        public void host(ServerMessage.Host order) {
            guests.addAll(order.guests().keySet());
        }

        @Override
        public void claim(ServerMessage.Claim claim) {
            throw new AssertionError("nobody claims here");
        }

        @Override
        public void run(ServerMessage.RunStatement statement) {
            statements.add(statement.statement());
        }

        @Override
        public void cancel(int statement) {
            cancelled.add(statement);
        }

        @Override
        public void hold(ServerMessage.HoldToPolicy policy) {
            policies.add(policy.user() + ": " + policy.policy());
        }

        @Override
        public void identify(String user) {
            policies.add(user);
        }

        @Override
        public void complete(ServerMessage.Complete question) {
            questions.add(question.code());
        }

        @Override
        public void sendResult(
                ServerMessage.SendResult order, Callable<DriverConnection<DriverMessage, ServerMessage>> dial) {
            results.add(order.transfer());
        }

        @Override
        public void end(EndReason reason) {
            ends.add(reason);
        }

        @Override
        public void run(ServerMessage.RunJob job) {
            jobs.add(job.job());
        }

        @Override
        public void cancelJob(int job) {
            cancelledJobs.add(job);
        }

        @Override
        public void add(ServerMessage.AddResource resource) {
            resources.add(resource.uri());
        }
    }
}
