package org.sparklaunch.livy.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassDataArchivesTest {
    @TempDir
    private Path folder;

    @Test
    void noFolderMeansNoOptions() {
        assertThat(new ClassDataArchives(null, false).driverOptions()).isEmpty();
    }

    @Test
    void absentArchiveMeansNoOptions() {
        assertThat(new ClassDataArchives(folder, false).driverOptions()).isEmpty();
    }

    @Test
    void archiveThatAppearsLaterIsUsed() throws IOException {
        ClassDataArchives classData = new ClassDataArchives(folder, false);

        Files.writeString(folder.resolve("driver.jsa"), "");

        assertThat(classData.driverOptions())
                .containsExactly("-Xlog:cds=off", "-XX:SharedArchiveFile=" + folder.resolve("driver.jsa"));
    }

    @Test
    void executorsDoNotUseTheDriversArchive() throws IOException {
        Files.writeString(folder.resolve("driver.jsa"), "");

        assertThat(new ClassDataArchives(folder, false).executorOptions()).isEmpty();
    }

    @Test
    void recordingReplacesUse() throws IOException {
        Files.writeString(folder.resolve("driver.jsa"), "");

        assertThat(new ClassDataArchives(folder, true).driverOptions()).containsExactly("-XX:+RecordDynamicDumpInfo");
    }
}
