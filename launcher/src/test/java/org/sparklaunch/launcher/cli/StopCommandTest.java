package org.sparklaunch.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopCommandTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path dir;

    private static String stop(String form, Path folder) {
        return form.replace("DIR", folder.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop --state-dir DIR", "--state-dir DIR stop"})
    void launchOfTheNamedFolderIsEnded(String form) throws Exception {
        try (RunningLaunch launch = RunningLaunch.start(dir.resolve("s"), "echo up; exec sleep 1000")) {
            CommandLineRun run = CommandLineRun.of(stop(form, dir.resolve("s")).split(" "));

            assertThat(run.err()).isEmpty();
            assertThat(run.exit()).isZero();
            assertThat(run.out())
                    .contains("ended spark-launch, process " + launch.process().pid());
            assertThat(launch.process().isAlive()).isFalse();
        }
    }

    @Test
    void launchThatDoesNotEndInTimeIsKilledWithItsChildren() throws Exception {
        String deaf = "trap '' TERM; sleep 1000 & echo up; while :; do sleep 0.05; done";
        try (RunningLaunch launch = RunningLaunch.start(dir.resolve("s"), deaf)) {
            CommandLineRun run =
                    CommandLineRun.of("stop", "--state-dir", dir.resolve("s").toString(), "--wait-timeout", "300ms");

            assertThat(run.exit()).isZero();
            assertThat(run.err()).contains("killed spark-launch", "had not ended within 0 s");
            await().atMost(SOON).until(() -> !launch.process().isAlive());
            await().atMost(SOON)
                    .until(() -> launch.process().descendants().findAny().isEmpty());
        }
    }

    @Test
    void folderWithoutALaunchIsNotFound() {
        CommandLineRun run =
                CommandLineRun.of("stop", "--state-dir", dir.resolve("none").toString());

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("no launch runs with the state folder " + dir.resolve("none"), "--state-dir");
    }

    @Test
    void folderOfAnEndedLaunchIsNotFound() throws Exception {
        try (RunningLaunch launch = RunningLaunch.start(dir.resolve("s"), "echo up; exec sleep 1000")) {
            launch.process().destroyForcibly().waitFor();

            assertThat(CommandLineRun.of("stop", "--state-dir", dir.resolve("s").toString())
                            .exit())
                    .isEqualTo(3);
        }
    }

    @Test
    void folderNamedTwiceIsRefusedAndNothingEnds() throws Exception {
        try (RunningLaunch launch = RunningLaunch.start(dir.resolve("s"), "echo up; exec sleep 1000")) {
            String folder = dir.resolve("s").toString();

            assertThat(CommandLineRun.of("--state-dir", folder, "stop", "--state-dir", folder)
                            .exit())
                    .isEqualTo(2);
            assertThat(launch.process().isAlive()).isTrue();
        }
    }
}
