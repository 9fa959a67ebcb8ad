package org.sparklaunch.it.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.sparklaunch.it.LivySession;

/**
 * A cluster of several machines and what befalls it, in the order of the tests: each leaves it whole for the next. The times
 * are printed.
 */
@Tag("containers")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SixContainersIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final String SLOW =
            "spark.range(0, 12, 1, 12).map(i => { Thread.sleep(1500); i.toLong }).reduce(_ + _)";

    private static ClusterOfContainers cluster;
    private static LivySession session;

    @BeforeAll
    static void start() {
        DockerEngine.require();
        cluster = took("six containers to READY", ClusterOfContainers::start);
        session = took("first session to idle", () -> LivySession.start(cluster.livy(), "spark"));
    }

    @AfterAll
    static void end() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Order(1)
    void shouldShowEveryPartUnderOnePath() {
        JsonNode found = cluster.discovered();

        assertThat(found.path("masters")).hasSize(2);
        assertThat(found.get("master").asText()).matches("spark://master-.:7077,master-.:7077");
        assertThat(cluster.workers()).containsExactlyInAnyOrder("worker-1", "worker-2");
        assertThat(found.get("livy").asText()).isEqualTo("http://livy:8998");
    }

    @Test
    @Order(2)
    void shouldKeepAQueryRunningWhenTheLeadingMasterIsKilled() {
        int running = session.post(SLOW);
        session.awaitRunning(running);
        String leading = cluster.leadingMaster();
        String other = leading.equals("master-1") ? "master-2" : "master-1";

        cluster.kill(leading);

        took("killed leading master to the other one leading", () -> awaitLeading(other));
        assertThat(session.awaitStatement(running)
                        .at("/output/data/text~1plain")
                        .asText())
                .contains("66");
        took("new session and its first statement with the other master", SixContainersIT::runInANewSession);
        cluster.restart(leading);
        took(
                "killed master back as a standby",
                () -> await("both masters")
                        .atMost(LIMIT)
                        .until(() -> cluster.discovered().path("masters").size() == 2));
        assertThat(cluster.leadingMaster()).isEqualTo(other);
    }

    @Test
    @Order(3)
    void continuesWithoutAWorkerThatIsCutOff() {
        cluster.cut("worker-2");

        took(
                "cut worker out of discovery",
                () -> await("worker-2 gone")
                        .atMost(LIMIT)
                        .until(() -> !cluster.workers().contains("worker-2")));
        took("new session and its first statement without that worker", SixContainersIT::runInANewSession);
        cluster.mend("worker-2");
        took(
                "mended worker back in discovery",
                () -> await("worker-2 back")
                        .atMost(LIMIT)
                        .until(() -> cluster.workers().contains("worker-2")));
    }

    @Test
    @Order(4)
    void shouldBeWholeAgainAfterARestartOfZooKeeper() {
        cluster.restart("zookeeper");

        took(
                "restarted ZooKeeper to every part announced and one master leading",
                () -> await("all announced")
                        .atMost(LIMIT)
                        .ignoreExceptionsInstanceOf(AssertionError.class)
                        .until(SixContainersIT::isWhole));
        assertThat(session.run("40 + 2").at("/output/data/text~1plain").asText())
                .contains("42");
        took("new session and its first statement after that", SixContainersIT::runInANewSession);
    }

    @Test
    @Order(5)
    void shouldEndEverythingWithinTheGrace() {
        Map<String, String> codes = took("all six stopped", () -> cluster.stop(GRACE));

        codes.remove("zookeeper");
        // 137 would be the engine's kill after the grace.
        assertThat(codes.values()).as(cluster.said()).isSubsetOf("0", "143");
    }

    private static boolean isWhole() {
        JsonNode found = cluster.discovered();
        return found.path("masters").size() == 2
                && found.get("workers").size() == 2
                && found.hasNonNull("livy")
                && !cluster.leadingMaster().isEmpty();
    }

    private static Object awaitLeading(String master) {
        return await(master + " leads").atMost(LIMIT).until(() -> cluster.leadingMaster(), master::equals);
    }

    private static Object runInANewSession() {
        try (LivySession another = LivySession.start(cluster.livy(), "spark")) {
            JsonNode statement = another.run("spark.range(1000).map(_.toLong).reduce(_ + _)");
            assertThat(statement.at("/output/data/text~1plain").asText()).contains("499500");
            return statement;
        }
    }

    private static <T> T took(String what, Callable<T> act) {
        long start = System.nanoTime();
        try {
            return act.call();
        } catch (Exception e) {
            throw new AssertionError(what + ", and the machines said:\n" + (cluster == null ? "" : cluster.said()), e);
        } finally {
            System.out.printf("FIGURE %s: %.1f s%n", what, (System.nanoTime() - start) / 1e9);
        }
    }

    private static void took(String what, Runnable act) {
        took(what, () -> {
            act.run();
            return what;
        });
    }
}
