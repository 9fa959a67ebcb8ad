package org.sparklaunch.it.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sparklaunch.it.CommandResult;
import org.sparklaunch.it.LivySession;

/** The image with everything in one container. */
@Tag("containers")
class OneContainerIT {
    private static final long FOUR_GIB = 4L << 30;
    private static final Duration STOP_GRACE = Duration.ofSeconds(30);

    @BeforeEach
    void engineIsReported() {
        DockerEngine.require();
    }

    @Test
    void shouldAnswerALivySessionFromOutside() {
        try (ProductContainer container = ProductContainer.start(FOUR_GIB);
                LivySession session = LivySession.start(container.livy(), "spark")) {

            JsonNode statement = session.run("spark.sql(\"select sum(id) as s from range(1000)\").head().getLong(0)");

            assertThat(statement.at("/output/data/text~1plain").asText()).contains("499500");
            assertThat(container.run("id", "-u").strip()).isNotEqualTo("0");
        }
    }

    @Test
    void shouldTakeTheMemoryFromTheControlGroup() {
        try (ProductContainer container = ProductContainer.start(FOUR_GIB)) {

            String report = container.run("sh", "-c", "spark-launch doctor || true");

            assertThat(report)
                    .containsPattern(
                            "ok +memory: \\d+ MiB needed, the memory limit of the control group .* is 4096 MiB");
        }
    }

    @Test
    void shouldRefuseALimitThatIsTooSmallWithTheSum() {
        List<String> line = new ArrayList<>(List.of("run", "--rm", "--memory", "1g", ProductImage.name()));
        line.addAll(ProductContainer.SMALL);

        CommandResult refused = DockerEngine.docker(line.toArray(String[]::new));

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains("the memory limit of the control group")
                .contains("1024 MiB")
                .contains("in total");
    }

    @Test
    void shouldEndEverythingWithinTheGraceOfDockerStop() {
        try (ProductContainer container = ProductContainer.start(FOUR_GIB)) {
            LivySession session = LivySession.start(container.livy(), "spark");
            session.awaitRunning(session.post("spark.range(1).foreach(_ => Thread.sleep(600000))"));

            CommandResult stopped =
                    DockerEngine.docker("stop", "--time", Long.toString(STOP_GRACE.toSeconds()), container.id());

            assertThat(stopped.exitCode()).as(stopped.err()).isZero();
            // 137 would be the engine's kill after the grace.
            assertThat(DockerEngine.docker("inspect", "--format", "{{.State.ExitCode}}", container.id())
                            .out()
                            .strip())
                    .as(container.said())
                    .isIn("0", "143");
        }
    }

    @Test
    void shouldReapADriverThatOutlivedItsServer() {
        try (ProductContainer container = ProductContainer.start(FOUR_GIB)) {
            LivySession session = LivySession.start(container.livy(), "spark");
            container.run("pkill", "-9", "-f", "LivyServerMain");
            String driver = await("the driver is the child of pid 1")
                    .until(() -> orphanedDriver(container), Optional::isPresent)
                    .orElseThrow();
            await("the server is back")
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> container.livy().get("/sessions").status() == 200);
            session.awaitState("idle");

            session.close();

            // The new server may start a warm driver of its own meanwhile.
            await("the driver is gone, no zombie")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(container.processes())
                            .noneMatch(line -> line.startsWith("Z") || pid(line).equals(driver)));
        }
    }

    private static Optional<String> orphanedDriver(ProductContainer container) {
        return container.processes().stream()
                .filter(line -> line.contains("SessionDriver") && line.matches("\\S+ +1 .*"))
                .map(OneContainerIT::pid)
                .findAny();
    }

    /** The lines begin with state, parent and process id. */
    private static String pid(String line) {
        return List.of(line.strip().split(" +", 4)).get(2);
    }
}
