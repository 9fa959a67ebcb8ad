package org.sparklaunch.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationTest {
    @TempDir
    private Path dir;

    private Path page;
    private Path results;

    @BeforeEach
    void write() throws IOException {
        page = dir.resolve("performance.md");
        results = Files.createDirectory(dir.resolve("results"));
        Files.writeString(page, "before\n<!-- growth -->\nold\n<!-- end of growth -->\nafter\n");
    }

    @Test
    void shouldReplaceWhatIsBetweenTheMarks() throws IOException {
        Files.writeString(results.resolve("growth.md"), "new\n");

        new Publication(page).take(results);

        assertThat(page).hasContent("before\n<!-- growth -->\n\nnew\n\n<!-- end of growth -->\nafter\n");
    }

    @Test
    void shouldBringThePlotsAlong() throws IOException {
        Files.writeString(results.resolve("growth-rows.svg"), "<svg/>");

        new Publication(page).take(results);

        assertThat(dir.resolve("images/growth-rows.svg")).hasContent("<svg/>");
    }

    @Test
    void namesWhatThePageLacks() throws IOException {
        Files.writeString(results.resolve("soak.md"), "new\n");

        assertThatIllegalStateException()
                .isThrownBy(() -> new Publication(page).take(results))
                .withMessageContaining("no place for soak");
    }
}
