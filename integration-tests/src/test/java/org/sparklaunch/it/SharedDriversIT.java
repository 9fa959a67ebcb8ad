package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** SQL sessions of one user in one driver, on a real cluster; one launch, and the driver of the first test for the next ones. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SharedDriversIT {
    private static final String LIVY = "org.sparklaunch.livy.server.LivyServerMain";
    private static final String DRIVER = "org.sparklaunch.livy.driver.SessionDriver";
    private static final int SESSIONS = 20;
    private static final int FIRST = 5;

    /** Some ten times what it takes on an idle machine. */
    private static final Duration BLINK = Duration.ofMillis(500);

    /** Of the driver's live heap; the plans of its statements included. */
    private static final long MOST_BYTES_A_SESSION = 4L << 20;

    private static final String SLOW =
            "select count(*) from range(0, 1000000000, 1, 4) where id * 7 % 11 = 3 and sqrt(id) > 1";

    /** Two commands that start at the same time are seconds apart on a busy machine. */
    private static final String SLOWER = SLOW.replace("range(0, 1000000000", "range(0, 3000000000");

    private static final List<LivySession> sessions = new ArrayList<>();

    private static RunningCluster cluster;
    private static Http livy;

    @BeforeAll
    static void launch() {
        cluster = RunningCluster.launch(
                "--livy-session-isolation", "context", "--livy-warm-sessions", "0", "--enable-query-tracker");
        livy = cluster.livy();
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    @Order(1)
    void newSessionTakesMillisecondsAndMegabytes() {
        sessions.add(LivySession.start(livy, "sql"));
        List<Duration> took = new ArrayList<>();
        // What the driver has once, such as the classes that statements need, is there after the first ones.
        for (int i = 1; i < FIRST; i++) {
            took.add(startAndUseOne());
        }
        long driver = cluster.processes().pidsOf(DRIVER).get(0);
        Memory before = Memory.of(driver);
        while (sessions.size() < SESSIONS) {
            took.add(startAndUseOne());
        }
        Memory after = Memory.of(driver);
        took.sort(null);
        long heap = (after.heap() - before.heap()) / (SESSIONS - FIRST);
        long resident = (after.resident() - before.resident()) / (SESSIONS - FIRST);

        System.out.printf(
                "%d sessions in one driver: a new one %d ms (median), %d ms (longest), %d KiB of its live heap each,"
                        + " %d KiB of its memory each%n",
                SESSIONS,
                took.get(took.size() / 2).toMillis(),
                took.get(took.size() - 1).toMillis(),
                heap >> 10,
                resident >> 10);
        assertThat(cluster.processes().pidsOf(DRIVER)).hasSize(1);
        assertThat(took.get(took.size() / 2)).isLessThan(BLINK);
        assertThat(heap).isLessThan(MOST_BYTES_A_SESSION);
    }

    private static Duration startAndUseOne() {
        long begun = System.nanoTime();
        int id = livy.post("/sessions", "{\"kind\":\"sql\"}").json().get("id").asInt();
        assertThat(livy.get("/sessions/" + id + "?wait=30").json().get("state").asText())
                .isEqualTo("idle");
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        LivySession session = LivySession.of(livy, id);
        assertThat(session.run("select " + id + " * 2 as doubled").toString()).contains("[[" + 2 * id + "]]");
        sessions.add(session);
        return took;
    }

    @Test
    @Order(2)
    void settingsAndCancellationsStayInTheirSession() {
        LivySession one = sessions.get(1);
        LivySession other = sessions.get(2);
        one.run("set spark.sql.shuffle.partitions = 7");
        one.run("create temporary view mine as select 1");
        int slow = one.post(SLOW);
        one.awaitRunning(slow);
        int beside = other.post("select count(*) from range(0, 2000000, 1, 8) where id % 3 = 0");

        livy.post(one.path() + "/statements/" + slow + "/cancel", "");

        assertThat(one.awaitStatement(slow).get("state").asText()).isEqualTo("cancelled");
        assertThat(other.awaitStatement(beside).toString()).contains("[[666667]]");
        assertThat(other.run("set spark.sql.shuffle.partitions").toString()).doesNotContain("\"7\"");
        assertThat(other.run("select * from mine").toString()).contains("TABLE_OR_VIEW_NOT_FOUND");
    }

    @Test
    @Order(3)
    void allOutliveTheServer() {
        sessions.get(3).run("create temporary view kept as select 5 x");
        int running = sessions.get(4).post(SLOW);
        sessions.get(4).awaitRunning(running);

        killLivy();

        for (LivySession session : sessions) {
            await("session " + session.id())
                    .atMost(Duration.ofSeconds(30))
                    .until(
                            () -> livy.get(session.path() + "/state").body(),
                            body -> body.matches(".*\"(idle|busy)\".*"));
        }
        assertThat(sessions.get(3).run("select x from kept").toString()).contains("[5]");
        assertThat(sessions.get(4).awaitStatement(running).get("state").asText())
                .isEqualTo("available");
        assertThat(LivySession.start(livy, "sql").run("select 9 as x").toString())
                .contains("[9]");
        assertThat(cluster.processes().pidsOf(DRIVER)).hasSize(1);
    }

    @Test
    @Order(4)
    void trackersQueriesOfOneUserShareADriverAndReuseSessions() {
        CompletableFuture<CommandResult> first =
                CompletableFuture.supplyAsync(() -> cluster.sql("alice", SLOWER, "--verbose"));
        CompletableFuture<CommandResult> second =
                CompletableFuture.supplyAsync(() -> cluster.sql("alice", SLOWER, "--verbose"));
        CommandResult one = first.join();
        CommandResult other = second.join();
        CommandResult later = cluster.sql("alice", "select 6 * 7 as answer", "--verbose");

        assertThat(one.exitCode()).as(one.err()).isZero();
        assertThat(other.exitCode()).as(other.err()).isZero();
        assertThat(one.err() + other.err()).contains("shared: driver shared-1 with 1 other session");
        assertThat(later.err()).contains("\"reused\"");
        JsonNode hers = livy.getAs(UserTokens.issue(cluster, "alice"), "/spark-launch/drivers")
                .json()
                .get("shared")
                .get(1);
        assertThat(hers.get("owner").asText()).isEqualTo("alice");
        assertThat(hers.get("sessions")).hasSize(2);
    }

    @Test
    @Order(5)
    void userOfASharedSessionIsTheUserOfItsRequest() {
        CommandResult who = cluster.sql("dora", "SELECT concat_ws(',', current_user(), session_user(), user()) AS who");
        CommandResult created = cluster.sql("dora", "CREATE TABLE owned USING parquet AS SELECT 1 AS x");
        CommandResult described = cluster.sql("dora", "DESCRIBE EXTENDED owned");

        assertThat(who.out()).as(who.err()).contains("dora,dora,dora");
        assertThat(created.exitCode()).as(created.err()).isZero();
        assertThat(described.outLines())
                .as(described.err())
                .anyMatch(line -> line.contains("Owner") && line.contains("dora"));
    }

    /** Bytes: what lives in the heap, and what the process has of the machine. */
    private record Memory(long heap, long resident) {

        static Memory of(long pid) {
            jcmd(pid, "GC.run");
            jcmd(pid, "GC.run");
            return new Memory(
                    kibibytes("total \\d+K, used (\\d+)K", jcmd(pid, "GC.heap_info")),
                    kibibytes("VmRSS:\\s+(\\d+) kB", status(pid)));
        }

        private static long kibibytes(String pattern, String text) {
            // A heap of several generations is told by generation.
            long sum = Pattern.compile(pattern)
                    .matcher(text)
                    .results()
                    .mapToLong(found -> Long.parseLong(found.group(1)))
                    .sum();
            assertThat(sum).as(text).isPositive();
            return sum << 10;
        }

        private static String status(long pid) {
            try {
                return Files.readString(Path.of("/proc/" + pid + "/status"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String jcmd(long pid, String command) {
        try {
            Process process = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/jcmd", Long.toString(pid), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("jcmd does not run", e);
        }
    }

    private static void killLivy() {
        long victim = cluster.processes().pidsOf(LIVY).get(0);
        ProcessHandle.of(victim).orElseThrow().destroyForcibly();
        await("another Livy server")
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> cluster.processes().pidsOf(LIVY).stream().noneMatch(pid -> pid == victim)
                        && livy.get("/spark-launch/health").status() == 200);
    }
}
