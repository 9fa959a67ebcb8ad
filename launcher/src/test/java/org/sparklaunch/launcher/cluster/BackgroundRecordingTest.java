package org.sparklaunch.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.launcher.state.StateFolder;
import org.sparklaunch.platform.quantity.MemorySize;

class BackgroundRecordingTest {
    private static final MemorySize PLENTY = new MemorySize(100_000);

    @TempDir
    private Path dir;

    private final FakeProcesses processes = new FakeProcesses();
    private final List<String> said = new ArrayList<>();
    private StateFolder state;
    private long now;
    private boolean recorded;
    private MemorySize available = PLENTY;

    @BeforeEach
    void open() {
        state = StateFolder.open(dir.resolve("state"));
    }

    @Test
    void recordingDoesNotStartAtOnce() {
        BackgroundRecording recording = recording(true);

        recording.tend();

        assertThat(processes.started).isEmpty();
    }

    @Test
    void recordingStartsSomeTimeAfterTheLaunchIsReady() {
        BackgroundRecording recording = recording(true);

        after(recording, BackgroundRecording.AFTER_READY);

        assertThat(processes.journal).containsExactly("start record");
        assertThat(said).singleElement().asString().contains("recording class data in the background");
        assertThat(BackgroundRecording.status(state)).isEqualTo("being recorded");
    }

    @Test
    void unwantedRecordingDoesNotStart() {
        BackgroundRecording recording = recording(false);

        after(recording, BackgroundRecording.AFTER_READY);

        assertThat(processes.started).isEmpty();
        assertThat(BackgroundRecording.status(state)).isEqualTo("as told");
    }

    @Test
    void recordingOfAnotherLaunchIsNotRepeated() {
        BackgroundRecording recording = recording(true);
        recorded = true;

        after(recording, BackgroundRecording.AFTER_READY);

        assertThat(processes.started).isEmpty();
        assertThat(BackgroundRecording.status(state)).isEqualTo("recorded");
    }

    @Test
    void recordingWaitsForFreeMemory() {
        BackgroundRecording recording = recording(true);
        available = new MemorySize(1000);
        after(recording, BackgroundRecording.AFTER_READY);
        assertThat(processes.started).isEmpty();
        assertThat(BackgroundRecording.status(state)).contains("waiting for").contains("memory");

        available = PLENTY;
        after(recording, BackgroundRecording.PAUSE);

        assertThat(processes.started).hasSize(1);
    }

    @Test
    void recordingEndsWhenMemoryBecomesShort() {
        BackgroundRecording recording = recording(true);
        after(recording, BackgroundRecording.AFTER_READY);
        available = new MemorySize(100);

        after(recording, Duration.ofSeconds(5));

        assertThat(processes.journal).containsExactly("start record", "stop record");
    }

    @Test
    void endOfTheRecordingIsReported() {
        BackgroundRecording recording = recording(true);
        after(recording, BackgroundRecording.AFTER_READY);

        processes.started.get(0).crash(0);
        recording.tend();

        assertThat(BackgroundRecording.status(state)).isEqualTo("recorded");
        assertThat(said).last().isEqualTo("class data recorded");
    }

    @Test
    void recordingIsTriedAgainAfterAnotherLaunch() {
        BackgroundRecording recording = recording(true);
        after(recording, BackgroundRecording.AFTER_READY);
        processes.started.get(0).crash(3);
        recording.tend();

        after(recording, BackgroundRecording.PAUSE);

        assertThat(processes.started).hasSize(2);
    }

    @Test
    void failedRecordingIsNotRepeated() {
        BackgroundRecording recording = recording(true);
        after(recording, BackgroundRecording.AFTER_READY);
        processes.started.get(0).crash(1);
        recording.tend();

        after(recording, BackgroundRecording.PAUSE);

        assertThat(processes.started).hasSize(1);
        assertThat(BackgroundRecording.status(state)).contains("ended with 1").contains("class-data.log");
    }

    @Test
    void recordingEndsWithTheLaunch() {
        BackgroundRecording recording = recording(true);
        after(recording, BackgroundRecording.AFTER_READY);

        recording.close();

        assertThat(processes.journal).containsExactly("start record", "stop record");
        assertThat(BackgroundRecording.status(state)).isEmpty();
    }

    private BackgroundRecording recording(boolean wanted) {
        BackgroundRecording.Plan plan = new BackgroundRecording.Plan(
                folder -> List.of("record"), wanted, "as told", () -> recorded, () -> available);
        return new BackgroundRecording(state, processes, said::add, plan, () -> now);
    }

    private void after(BackgroundRecording recording, Duration time) {
        now += time.toNanos();
        recording.tend();
    }
}
