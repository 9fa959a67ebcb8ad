package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Launches without class data record it beside themselves, one at a time; later ones start from it. */
@Tag("long")
class ClassDataIT {
    private static final Duration BEGIN = Duration.ofMinutes(2);
    private static final Duration DONE = Duration.ofMinutes(8);

    @TempDir
    private Path cache;

    @Test
    void twoLaunchesRecordOnceAndTheNextMapsIt() throws IOException {
        try (RunningCluster first = launch();
                RunningCluster second = launch()) {
            await("one recording")
                    .atMost(BEGIN)
                    .until(() -> states(first, second)
                            .equals(List.of("being recorded", "not recorded yet: another launch records it")));
            await("the record").atMost(DONE).until(() -> classData(first).equals("recorded"));
            assertThat(first.said()).containsOnlyOnce("recording class data in the background");
        }

        try (RunningCluster third = launch()) {
            assertThat(classData(third)).isEqualTo("recorded");
            assertThat(maps(third.pid())).anyMatch(line -> line.endsWith("/master.jsa"));
        }
        assertThat(recorders()).isEmpty();
    }

    @Test
    void recordingEndsWithItsLaunch() {
        try (RunningCluster cluster = launch()) {
            await("a recording").atMost(BEGIN).until(() -> classData(cluster).equals("being recorded"));
            await("its cluster").atMost(BEGIN).until(() -> recorders().size() > 2);
        }

        assertThat(recorders()).isEmpty();
        assertThat(cache.resolve("class-data")).isDirectoryNotContaining("glob:**.jsa");
    }

    private RunningCluster launch() {
        return RunningCluster.launch(
                builder -> builder.environment().put("SPARK_LAUNCH_CACHE", cache.toString()),
                "--class-data",
                "auto",
                "--livy-warm-sessions",
                "0");
    }

    private static List<String> states(RunningCluster one, RunningCluster other) {
        return Stream.of(classData(one), classData(other)).sorted().toList();
    }

    private static String classData(RunningCluster cluster) {
        return Http.parse(cluster.run("spark-launch", "status", "--json").out())
                .path("class_data")
                .asText();
    }

    /** Processes of recordings of these launches: their state is below that of the launch. */
    private static List<Long> recorders() {
        return ProcessHandle.allProcesses()
                .filter(p -> commandLine(p).contains("state/recording"))
                .map(ProcessHandle::pid)
                .toList();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .replace('\0', ' ');
        } catch (IOException e) {
            return ""; // It has ended.
        }
    }

    private static List<String> maps(long supervisor) throws IOException {
        ProcessHandle master = ProcessHandle.of(supervisor)
                .orElseThrow()
                .descendants()
                .filter(p -> commandLine(p).contains("deploy.master.Master"))
                .findFirst()
                .orElseThrow();
        return Files.readAllLines(Path.of("/proc", Long.toString(master.pid()), "maps"));
    }
}
