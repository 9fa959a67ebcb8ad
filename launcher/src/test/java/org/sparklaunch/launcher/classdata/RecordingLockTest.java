package org.sparklaunch.launcher.classdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingLockTest {
    @TempDir
    private Path cache;

    private ClassData target;

    @BeforeEach
    void aim() {
        target = new ClassData(cache.resolve("class-data/key"), false);
    }

    @Test
    void lockIsHeldByOneAtATime() {
        try (RecordingLock first = RecordingLock.tryTake(target).orElseThrow()) {
            assertThat(first.isDone()).isFalse();
            assertThat(RecordingLock.tryTake(target)).isEmpty();
        }
    }

    @Test
    void closedLockCanBeTakenAgain() {
        RecordingLock.tryTake(target).orElseThrow().close();

        assertThat(RecordingLock.tryTake(target)).hasValueSatisfying(RecordingLock::close);
    }

    @Test
    void recordedClassDataIsNoticed() throws IOException {
        Files.createDirectories(target.folder());

        try (RecordingLock lock = RecordingLock.tryTake(target).orElseThrow()) {
            assertThat(lock.isDone()).isTrue();
        }
    }

    @Test
    void leastRecentlyUsedSetsAreRemoved() throws IOException {
        for (int i : List.of(1, 2, 3, 4, 5, 6)) {
            Path set = Files.createDirectories(cache.resolve("set" + i));
            Files.writeString(set.resolve("driver.jsa"), "");
            Files.setLastModifiedTime(set, FileTime.fromMillis(1000L * i));
        }

        ClassDataRecording.removeOld(cache);

        try (Stream<Path> kept = Files.list(cache)) {
            assertThat(kept.map(set -> set.getFileName().toString()))
                    .containsExactlyInAnyOrder("set3", "set4", "set5", "set6");
        }
    }
}
