package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Launches that are killed with {@code kill -9} at random points of their start, all in one state folder. */
class KilledStartIT {
    /** On a machine with nothing else to do a launch is ready within this. */
    private static final int START_MILLIS = 8_000;

    private static final Duration READY_LIMIT = Duration.ofMinutes(2);
    private static final Duration END_LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @AfterEach
    void nothingIsLeft() {
        await("no process").atMost(END_LIMIT).until(() -> processes().describe(), List::isEmpty);
    }

    @Test
    void launchGetsReadyAfterThreeThatWereKilled() throws Exception {
        killed(3);
    }

    @Test
    @Tag("long")
    void launchGetsReadyAfterThirtyThatWereKilled() throws Exception {
        killed(30);
    }

    /** Each of them must begin to start although the one before was killed; the last one must serve. */
    private void killed(int tries) throws Exception {
        for (int i = 0; i < tries; i++) {
            killWhileItStarts();
        }
        launchToReady();
    }

    private void killWhileItStarts() throws Exception {
        Process launch = start();
        if (launch.waitFor(random.nextInt(START_MILLIS), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("a launch ended by itself: " + said());
        }
        launch.destroyForcibly().waitFor();
    }

    private void launchToReady() throws Exception {
        Process launch = start();
        try {
            await("READY after kills with seed " + seed)
                    .atMost(READY_LIMIT)
                    .until(() -> !launch.isAlive() || Files.readString(out()).contains("\"livy\""));
            assertThat(launch.isAlive()).as("seed " + seed + ": " + said()).isTrue();
        } finally {
            launch.destroy();
            assertThat(launch.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(RunningCluster.commandLine(stateDir()))
                .redirectOutput(out().toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    private Path out() {
        return folder.resolve("out");
    }

    private Path stateDir() {
        return folder.resolve("state");
    }

    private ProductProcesses processes() {
        return new ProductProcesses(stateDir());
    }
}
