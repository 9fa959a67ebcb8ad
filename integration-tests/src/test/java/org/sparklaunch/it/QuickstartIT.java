package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first command of the README, from the scripts of a clone beside the archive that the build made. */
class QuickstartIT {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir
    Path clone;

    /** With the libraries beside them, the scripts need no build. */
    @BeforeEach
    void placeScriptsBesideTheLibraries() throws IOException {
        Path scripts = Files.createDirectory(clone.resolve("scripts"));
        try (Stream<Path> originals = Files.list(REPOSITORY.resolve("scripts"))) {
            for (Path original : originals.filter(Files::isRegularFile).toList()) {
                Files.copy(original, scripts.resolve(original.getFileName()));
            }
        }
        try (Stream<Path> parts = Files.list(Archive.home())) {
            for (Path part : parts.toList()) {
                Files.createSymbolicLink(clone.resolve(part.getFileName()), part);
            }
        }
    }

    private CommandResult quickstart(String option) {
        ProcessBuilder builder =
                new ProcessBuilder(clone.resolve("scripts/quickstart").toString(), option);
        builder.environment().put("SPARK_HOME", Archive.sparkHome().toString());
        builder.environment().put("XDG_DATA_HOME", clone.resolve("data").toString());
        return CommandResult.of(builder, LIMIT);
    }

    @Test
    void printsTheRowsOfTheReadmeFromATableThatTheNextRunFinds() throws IOException {
        List<String> rows = Files.readAllLines(REPOSITORY.resolve("README.md")).stream()
                .dropWhile(line -> !line.startsWith("airline "))
                .takeWhile(line -> !line.isEmpty())
                .toList();

        CommandResult first = quickstart("--once");
        CommandResult second = quickstart("--once");

        assertThat(rows).hasSize(8);
        for (CommandResult run : List.of(first, second)) {
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.outLines()).containsSubsequence(rows);
            assertThat(run.out())
                    .contains("Master: spark://", "Livy Server: http://", "Query Tracker: http://", "Version: ");
        }
        assertThat(first.err()).contains("Loading the flights into a table");
        assertThat(second.err())
                .contains("The table flights is there from an earlier run, in "
                        + clone.resolve("data/spark-launch-quickstart"))
                .doesNotContain("Loading");
    }

    @Test
    void wrongOptionIsNamedBeforeAnythingIsInstalled() {
        CommandResult result = quickstart("--onec");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.errLines()).containsExactly("quickstart: unknown option --onec. Usage: quickstart [--once]");
    }
}
