package org.sparklaunch.livy.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.driver.output.OutputLimits;
import org.sparklaunch.livy.driver.query.QueryInterpreter;
import org.sparklaunch.livy.driver.sql.SqlInterpreter;
import org.sparklaunch.livy.driver.testing.FakeServer;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.protocol.StatementState;
import org.sparklaunch.platform.file.AllowedFolders;

/** Sessions that share a driver, on a real Spark in this JVM. */
@Timeout(60)
class GuestSessionsTest {
    private static final String ENDLESS =
            "select count(*) from range(0, 100000000, 1, 100) a cross join range(100000) b"
                    + " where a.id * b.id % 7 = 3";

    @TempDir
    private Path folder;

    private FakeServer server;
    private CompletableFuture<?> end;

    @BeforeEach
    void start() throws IOException {
        LocalSpark.configure();
        server = FakeServer.start();
        DriverSettings settings = new DriverSettings(
                server.endpoint(Duration.ofSeconds(2)),
                OutputLimits.DEFAULT,
                folder,
                new AllowedFolders(List.of()),
                Optional.empty(),
                List.of());
        DriverSession session = new DriverSession(
                settings,
                Map.of(SessionKind.SQL, SqlInterpreter::start, SessionKind.QUERY, QueryInterpreter::start),
                () -> {});
        end = CompletableFuture.supplyAsync(() -> {
            try {
                return session.serve();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        server.adopt(0);
    }

    @AfterEach
    void stop() throws IOException {
        server.send(new ServerMessage.Shutdown());
        end.orTimeout(20, TimeUnit.SECONDS).join();
        server.close();
    }

    @Test
    void guestReportsReadyUnderItsOwnName() throws IOException {
        String application = server.receive(DriverMessage.SessionReady.class).applicationId();

        try (FakeServer.Call guest = host("8")) {
            DriverMessage.SessionReady ready = guest.receive(DriverMessage.SessionReady.class);

            assertThat(guest.session()).isEqualTo("8");
            assertThat(ready.applicationId()).isEqualTo(application);
        }
    }

    @Test
    void guestsThatWereNamedBeforeSparkWasUpComeWhenItIs() throws IOException {
        try (FakeServer.Call guest = host("8")) {
            assertThat(run(guest, 0, "select 1 x").output()).contains("[[1]]");
        }
    }

    @Test
    void settingsOfOneGuestAreNotThoseOfAnother() throws IOException {
        server.send(new ServerMessage.Host(Map.of("8", Map.of("spark.sql.shuffle.partitions", "3"), "9", Map.of())));
        try (FakeServer.Call one = server.answer(0);
                FakeServer.Call other = server.answer(0)) {
            FakeServer.Call eight = one.session().equals("8") ? one : other;
            FakeServer.Call nine = one.session().equals("8") ? other : one;
            run(nine, 0, "set spark.sql.ansi.enabled = false");

            assertThat(run(eight, 0, "set spark.sql.shuffle.partitions").output())
                    .contains("\"3\"");
            assertThat(run(nine, 1, "set spark.sql.shuffle.partitions").output())
                    .contains("\"1\"");
            assertThat(run(eight, 1, "select cast('x' as int)").output()).contains("CAST_INVALID_INPUT");
            assertThat(run(nine, 2, "select cast('x' as int) y").output()).contains("[[null]]");
        }
    }

    @Test
    void schemaAndTemporaryViewsOfOneGuestAreNotThoseOfAnother() throws IOException {
        try (FakeServer.Call eight = host("8");
                FakeServer.Call nine = host("8", "9")) {
            run(eight, 0, "create schema if not exists elsewhere");
            run(eight, 1, "use elsewhere");
            run(eight, 2, "create temporary view mine as select 1");

            assertThat(run(eight, 3, "select current_schema(), count(*) from mine")
                            .output())
                    .contains("[[\"elsewhere\",1]]");
            assertThat(run(nine, 0, "select current_schema()").output()).contains("[[\"default\"]]");
            assertThat(run(nine, 1, "select * from mine").output()).contains("TABLE_OR_VIEW_NOT_FOUND");
        }
    }

    @Test
    void cancellingInOneGuestLeavesTheStatementOfAnotherWithTheSameNumberAlone() throws IOException {
        try (FakeServer.Call eight = host("8");
                FakeServer.Call nine = host("8", "9")) {
            eight.send(new ServerMessage.RunStatement(0, SessionKind.SQL, ENDLESS));
            eight.receive(DriverMessage.StatementProgress.class);
            nine.send(new ServerMessage.RunStatement(0, SessionKind.SQL, "select count(*) from range(0, 1000, 1, 5)"));
            nine.receive(DriverMessage.StatementStarted.class);

            eight.send(new ServerMessage.CancelStatement(0));

            assertThat(eight.receive(DriverMessage.StatementFinished.class).state())
                    .isEqualTo(StatementState.CANCELLED);
            DriverMessage.StatementFinished other = nine.receive(DriverMessage.StatementFinished.class);
            assertThat(other.state()).isEqualTo(StatementState.AVAILABLE);
            assertThat(other.output()).contains("[[1000]]");
        }
    }

    @Test
    void guestRunsSqlAndQueriesOnly() throws IOException {
        try (FakeServer.Call guest = host("8")) {
            guest.send(new ServerMessage.RunStatement(0, SessionKind.SPARK, "1 + 1"));

            assertThat(guest.receive(DriverMessage.StatementFinished.class).output())
                    .contains("no interpreter for kind spark, only for [query, sql]");
        }
    }

    @Test
    void endOfAGuestIsReportedAndOthersContinue() throws IOException {
        try (FakeServer.Call eight = host("8");
                FakeServer.Call nine = host("8", "9")) {
            eight.send(new ServerMessage.Shutdown());

            assertThat(server.receive(DriverMessage.GuestEnded.class).guest()).isEqualTo("8");
            assertThat(run(nine, 0, "select 2 x").output()).contains("[[2]]");
        }
    }

    @Test
    void guestMissingFromTheListEndsWithItsStatements() throws IOException {
        try (FakeServer.Call guest = host("8")) {
            guest.send(new ServerMessage.RunStatement(0, SessionKind.SQL, ENDLESS));
            guest.receive(DriverMessage.StatementProgress.class);

            server.send(new ServerMessage.Host(Map.of()));

            assertThat(server.receive(DriverMessage.GuestEnded.class).guest()).isEqualTo("8");
            await().untilAsserted(() -> assertThat(
                            LocalSpark.get().sparkContext().statusTracker().getActiveJobIds())
                    .isEmpty());
        }
    }

    @Test
    void endedGuestIsNotRestartedByAnEarlierMessage() throws IOException {
        try (FakeServer.Call eight = host("8")) {
            eight.send(new ServerMessage.Shutdown());
            server.receive(DriverMessage.GuestEnded.class);

            try (FakeServer.Call next = host("8", "9")) {
                assertThat(next.session()).isEqualTo("9");
            }
        }
    }

    @Test
    void settingThatSparkRefusesEndsItsGuestOnly() throws IOException {
        try (FakeServer.Call nine = host("9")) {
            server.send(
                    new ServerMessage.Host(Map.of("8", Map.of("spark.sql.shuffle.partitions", "many"), "9", Map.of())));
            try (FakeServer.Call eight = server.answer(0)) {
                DriverMessage.SessionFailed failed = eight.receive(DriverMessage.SessionFailed.class);
                eight.send(new ServerMessage.Acknowledge(failed.sequence()));

                assertThat(failed.reason()).contains("spark.sql.shuffle.partitions");
                assertThat(server.receive(DriverMessage.GuestEnded.class).guest())
                        .isEqualTo("8");
                assertThat(run(nine, 0, "select 3 x").output()).contains("[[3]]");
            }
        }
    }

    @Test
    void policyAppliesToItsGuestOnly() throws IOException {
        try (FakeServer.Call eight = host("8");
                FakeServer.Call nine = host("8", "9")) {
            eight.send(new ServerMessage.HoldToPolicy("alice", "allow alice read database sales\n"));

            assertThat(run(eight, 0, "create table kept (x int) using json").output())
                    .contains("Access denied");
            assertThat(run(nine, 0, "create temporary view free as select 1").output())
                    .contains("ok");
        }
    }

    @Test
    void guestReconnectsAfterServerDeathAndReportsAcceptedStatements() throws IOException {
        try (FakeServer.Call guest = host("8")) {
            run(guest, 0, "select 1");
            guest.connection().close();

            try (FakeServer.Call again = server.answer(1)) {
                assertThat(again.session()).isEqualTo("8");
                assertThat(again.hello().lastAcceptedStatement()).isZero();
                assertThat(again.receive(DriverMessage.StatementFinished.class).statement())
                        .isZero();
            }
        }
    }

    /** Names the guests and takes the call of the one that is new. */
    private FakeServer.Call host(String... names) throws IOException {
        Map<String, Map<String, String>> guests = new HashMap<>();
        for (String name : names) {
            guests.put(name, Map.of());
        }
        server.send(new ServerMessage.Host(guests));
        return server.answer(0);
    }

    private static DriverMessage.StatementFinished run(FakeServer.Call guest, int statement, String sql)
            throws IOException {
        guest.send(new ServerMessage.RunStatement(statement, SessionKind.SQL, sql));
        return guest.receive(DriverMessage.StatementFinished.class);
    }
}
