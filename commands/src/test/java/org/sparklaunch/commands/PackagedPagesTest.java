package org.sparklaunch.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class PackagedPagesTest {
    @TempDir
    Path folder;

    @Command(
            name = "tool",
            description = "Does it. And more.",
            footer = {"%nExamples:", "  tool --back a", "  tool sub", "0 done."},
            subcommands = Sub.class)
    static final class Tool implements Runnable {
        @Option(names = "--back", paramLabel = "DIR", description = ".hidden\\of roff; default: ${DEFAULT-VALUE}.")
        private String back = "here";

        @Option(names = "--secret", hidden = true, description = "not shown")
        private boolean secret;

        @Override
        public void run() {
            assertThat(back).isNotEmpty();
            assertThat(secret).isFalse();
        }
    }

    @Command(name = "sub", description = "Does a part.")
    static final class Sub implements Runnable {
        @Override
        public void run() {
            assertThat(true).isTrue();
        }
    }

    private int run(Map<String, String> env, PrintWriter err, String... arguments) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return CommandRunner.of(new Tool(), env, nowhere, err).run(arguments);
    }

    @Test
    void manualPageHasEverySectionAndNoAccidentalMarkup() throws Exception {
        int code = run(Map.of(), new PrintWriter(Writer.nullWriter()), "generate-pages", folder.toString());

        assertThat(code).isZero();
        List<String> page = Files.readAllLines(folder.resolve("man/man1/tool.1"));
        assertThat(page)
                .startsWith(".TH TOOL 1 \"\" \"spark-launch\" \"\"", ".SH NAME", "tool \\- Does it")
                .contains(
                        "\\fB\\-\\-back\\fR \\fIDIR\\fR",
                        "\\&.hidden\\eof roff; default: here.",
                        ".SS tool sub",
                        "Does a part.",
                        "0 done.")
                .noneMatch(line -> line.contains("secret"));
    }

    @Test
    void everyExampleHasItsOwnLineInTheManualPage() throws Exception {
        run(Map.of(), new PrintWriter(Writer.nullWriter()), "generate-pages", folder.toString());

        assertThat(Files.readAllLines(folder.resolve("man/man1/tool.1")))
                .containsSequence("Examples:", ".nf", "tool \\-\\-back a", "tool sub", ".fi", ".PP", "0 done.");
    }

    @Test
    void everyExampleHasItsOwnLineInTheReferencePage() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());

        String page = CommandReference.markdown(CommandRunner.of(new Tool(), Map.of(), nowhere, nowhere));

        assertThat(page).contains("Examples:\n\n```\ntool --back a\ntool sub\n```\n\n0 done.\n");
    }

    @Test
    void completionContainsTheOptions() throws Exception {
        run(Map.of(), new PrintWriter(Writer.nullWriter()), "generate-pages", folder.toString());

        assertThat(folder.resolve("completion/tool")).content().contains("--back", "sub");
    }

    @Test
    void unwritableFolderIsReportedInOneLine() throws Exception {
        StringWriter err = new StringWriter();
        Path file = Files.createFile(folder.resolve("file"));

        int code = run(Map.of(), new PrintWriter(err, true), "generate-pages", file.toString());

        assertThat(code).isEqualTo(ExitCode.FAILED.code());
        assertThat(err.toString()).startsWith("tool: cannot write pages to " + file);
    }
}
