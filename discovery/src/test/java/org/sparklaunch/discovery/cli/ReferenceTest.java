package org.sparklaunch.discovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparklaunch.commands.CommandReference;
import org.sparklaunch.commands.CommandRunner;

class ReferenceTest {
    private static final Path PAGE = Path.of("../docs/reference/spark-discovery.md");

    /** With {@code -Dupdate-reference} this writes the page. */
    @Test
    void referencePageMatchesTheCommand() throws Exception {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        CommandRunner command = CommandRunner.of(new SparkDiscoveryMain(), Map.of("HOME", "~"), nowhere, nowhere);
        String page = CommandReference.markdown(command);
        if (System.getProperty("update-reference") != null) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).content().isEqualTo(page);
    }
}
