package org.sparklaunch.querytracker.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.querytracker.error.QueryException;
import org.sparklaunch.querytracker.query.FullResult;
import org.sparklaunch.querytracker.query.FullResult.Part;
import org.sparklaunch.querytracker.query.QueryResult;
import org.sparklaunch.querytracker.query.RowCursor;

class ResultFolderTest {
    private static final String NAME = "00000000-0000-0000-0000-000000000001";
    private static final Instant NOW = Instant.parse("2026-01-10T00:00:00Z");

    @TempDir
    private Path root;

    @ParameterizedTest
    @ValueSource(strings = {"../00000000-0000-0000-0000-00000000", "/etc", "", "00000000-0000-0000-0000-00000000000x"})
    void namesThatLeadOutOfTheFolderAreRefused(String name) {
        assertThatThrownBy(() -> new FullResult(name, 1, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../queries.db", "part-/../x.parquet", "part-1", "/etc/passwd", "part-\n.parquet"})
    void filesThatLeadOutOfTheFolderAreRefused(String name) {
        assertThatThrownBy(() -> new Part(name, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void missingFileIsNamed() {
        FullResult full = new FullResult(NAME, 1, List.of(new Part("part-0.parquet", 1)));

        assertThatThrownBy(() -> new ResultFolder(root).file(full, 0)).hasMessageContaining("--results-dir");
        assertThatThrownBy(() -> new ResultFolder(root).file(full, 1)).hasMessageContaining("0 to 0");
        assertThatThrownBy(() -> new ResultFolder(root).file(full, -1)).isInstanceOf(QueryException.class);
    }

    @Test
    void namedFilesAreRemovedAtOnceAndUnnamedOnesAfterADay() throws IOException {
        make("expired", Duration.ZERO);
        make("kept", Duration.ofDays(9));
        make("abandoned", Duration.ofDays(2));
        make("in-the-making", Duration.ofHours(2));

        new ResultFolder(root).clean(Set.of("expired"), Set.of("kept"), NOW);

        assertThat(root.toFile().list()).containsExactlyInAnyOrder("kept", "in-the-making");
    }

    @Test
    void folderThatDoesNotExistNeedsNoCleaning() {
        new ResultFolder(root.resolve("none")).clean(Set.of("x"), Set.of(), NOW);

        assertThat(root).isEmptyDirectory();
    }

    @Test
    void cellOfAnySizeIsRead() throws IOException {
        int length = 20_000_001;
        Path file = Files.createDirectories(root.resolve(NAME)).resolve("rows.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("[\"".getBytes(StandardCharsets.US_ASCII));
            out.write("x".repeat(length).getBytes(StandardCharsets.US_ASCII));
            out.write("\"]\n".getBytes(StandardCharsets.US_ASCII));
        }
        FullResult full = new FullResult(NAME, 1, List.of(new Part("rows.jsonl.gz", Files.size(file))));
        QueryResult result = new QueryResult(
                JsonNodeFactory.instance.arrayNode(), JsonNodeFactory.instance.arrayNode(), false, full);

        try (RowCursor rows = new ResultFolder(root).open(result)) {
            assertThat(Objects.requireNonNull(rows.next()).path(0).asText()).hasSize(length);
            assertThat(rows.next()).isNull();
        }
    }

    private void make(String name, Duration age) throws IOException {
        Path folder = Files.createDirectories(root.resolve(name));
        Files.writeString(folder.resolve("part-0.parquet"), "x");
        Files.setLastModifiedTime(folder, FileTime.from(NOW.minus(age)));
    }
}
