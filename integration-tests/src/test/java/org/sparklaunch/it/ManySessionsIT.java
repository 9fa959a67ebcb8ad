package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More sessions at a time than the machine could hold beside its Livy server: their drivers are the workers'. */
@Tag("long")
class ManySessionsIT {
    private static final int SESSIONS = 8;
    private static final long LEFT_MEBIBYTES = 3500;

    @Test
    void workersHoldTheDriversThatTheLivyServersMachineCannot() {
        CommandResult beside = CommandResult.of(
                new ProcessBuilder(sized(RunningCluster.commandLine(Path.of("unused-state"), place("server")))));
        assertThat(beside.exitCode()).isEqualTo(1);
        assertThat(beside.err()).contains("The cluster needs", "session drivers: --livy-max-sessions " + SESSIONS);

        try (RunningCluster cluster =
                RunningCluster.launch(builder -> builder.command(sized(builder.command())), place("worker"))) {
            Http livy = cluster.livy();
            List<LivySession> sessions = IntStream.range(0, SESSIONS)
                    .mapToObj(i -> LivySession.of(
                            livy,
                            livy.post("/sessions", "{\"kind\":\"sql\"}")
                                    .json()
                                    .get("id")
                                    .asInt()))
                    .toList();
            sessions.forEach(session -> session.awaitState("idle"));

            assertThat(sessions)
                    .allSatisfy(session ->
                            assertThat(session.run("SELECT 6 * 7").toString()).contains("[[42]]"));
            assertThat(cluster.processes().pidsOf("org.sparklaunch.livy.driver.PlacedDriver"))
                    .hasSize(SESSIONS);
        }
    }

    private static String[] place(String placement) {
        return new String[] {"--livy-driver-placement", placement, "--worker-num", "3"};
    }

    /** Workers that leave of this machine's memory what all servers take, and no room for eight drivers. */
    private static List<String> sized(List<String> line) {
        Map<String, String> sizes = Map.of(
                "--worker-memory",
                (memoryMebibytes() - LEFT_MEBIBYTES) / 3 + "M",
                "--worker-cores",
                "6",
                "--livy-max-sessions",
                Integer.toString(SESSIONS));
        return IntStream.range(0, line.size())
                .mapToObj(i -> i == 0 ? line.get(0) : sizes.getOrDefault(line.get(i - 1), line.get(i)))
                .toList();
    }

    private static long memoryMebibytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemTotal:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
