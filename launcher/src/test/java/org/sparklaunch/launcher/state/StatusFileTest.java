package org.sparklaunch.launcher.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusFileTest {
    private static final ComponentStatus LIVY = new ComponentStatus("livy", "livy", "up", "http://h:8998", 7, 2);

    @TempDir
    private Path dir;

    private StateFolder state;
    private StatusFile file;

    @BeforeEach
    void open() {
        state = StateFolder.open(dir.resolve("state"));
        file = new StatusFile(state);
    }

    @Test
    void componentsAreReadAsTheyWereWritten() {
        file.write(List.of(LIVY));

        assertThat(new StatusFile(state).read()).containsExactly(LIVY);
    }

    @Test
    void absentAndForeignFilesHaveNoComponents() {
        assertThat(file.read()).isEmpty();
        state.write("status.json", "{\"other\": 1}");
        assertThat(file.read()).isEmpty();
    }

    @Test
    void deletedFileHasNoComponents() {
        file.write(List.of(LIVY));
        file.delete();

        assertThat(file.read()).isEmpty();
    }
}
