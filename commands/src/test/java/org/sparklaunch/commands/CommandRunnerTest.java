package org.sparklaunch.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparklaunch.commands.testing.OptionContract;
import org.sparklaunch.platform.quantity.MemorySize;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

class CommandRunnerTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Top top = new Top();

    static final class Group {
        @Option(names = "--port")
        int port;

        @Option(names = "--secure")
        boolean secure;

        @Option(names = "--file")
        List<String> files = new ArrayList<>();
    }

    @Command(
            name = "top",
            subcommands = {Plain.class, Reading.class})
    static final class Top implements Callable<Integer> {
        @ArgGroup(validate = false, heading = "group")
        Group group = new Group();

        @Option(names = "--limit", defaultValue = "10s")
        Duration limit = Duration.ZERO;

        @Option(names = "--heap")
        MemorySize heap = new MemorySize(1);

        @Option(names = "--name")
        String name = "";

        boolean called;

        @Override
        public Integer call() {
            called = true;
            if (name.equals("fail")) {
                throw new CommandException(ExitCode.NOT_FOUND, "no such name");
            }
            if (name.equals("attack")) {
                throw new CommandException(ExitCode.FAILED, "the log ends with\n\t\u001b[2J\u009b\u202e");
            }
            if (name.equals("crash")) {
                throw new IllegalStateException("two\nlines");
            }
            return 0;
        }
    }

    @Command(name = "plain")
    static final class Plain implements Callable<Integer> {
        @Option(names = "--name")
        String name = "unset";

        static String last = "";

        @Override
        public Integer call() {
            last = name;
            return 0;
        }
    }

    @Command(name = "reading")
    @ParentOptions("--port")
    static final class Reading implements Callable<Integer> {
        @ParentCommand
        Top parent;

        @Override
        public Integer call() {
            return parent.group.port;
        }
    }

    private int run(String... args) {
        return CommandRunner.of(top, Map.of(), new PrintWriter(out, true), new PrintWriter(err, true))
                .run(args);
    }

    @Test
    void optionsOfAGroupAddUp() {
        assertThat(run("--port", "1", "--file", "a", "--secure", "--file", "b")).isZero();

        assertThat(top.group.port).isEqualTo(1);
        assertThat(top.group.secure).isTrue();
        assertThat(top.group.files).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource({
        "--secure --port 1 --port 2, --port",
        "--name a --name b, --name",
        "--secure --secure, --secure",
        "--limit 1s --limit=2s, --limit"
    })
    void repeatedOptionIsRefusedAndNothingRuns(String line, String option) {
        assertThat(run(line.split(" "))).isEqualTo(2);

        assertThat(err.toString()).contains(option);
        assertThat(top.called).isFalse();
    }

    @Test
    void optionBeforeASubcommandCountsForIt() {
        assertThat(run("--name", "x", "plain")).isZero();

        assertThat(Plain.last).isEqualTo("x");
    }

    @Test
    void optionBeforeAndAfterASubcommandIsRefused() {
        assertThat(run("--name", "x", "plain", "--name", "y")).isEqualTo(2);
        assertThat(err.toString()).contains("option --name is given before and after 'plain'");
    }

    @Test
    void optionWithoutEffectOnASubcommandIsRefused() {
        assertThat(run("--port", "1", "plain")).isEqualTo(2);
        assertThat(err.toString()).contains("option --port has no effect on 'plain'; leave it out");
    }

    @Test
    void subcommandReadsTheOptionsThatItNames() {
        assertThat(run("--port", "7", "reading")).isEqualTo(7);
        assertThat(run("--secure", "reading")).isEqualTo(2);
    }

    @Test
    void helpIsPrintedDespiteOtherOptions() {
        assertThat(run("--port", "1", "plain", "--help")).isZero();
        assertThat(out.toString()).contains("--name");
    }

    @ParameterizedTest
    @CsvSource({"90, 90000", "10min, 600000", "500ms, 500"})
    void durationsHaveOneNotation(String text, long millis) {
        assertThat(run("--limit", text)).isZero();
        assertThat(top.limit).hasMillis(millis);
    }

    @Test
    void sizesHaveOneNotation() {
        assertThat(run("--heap", "2GiB")).isZero();
        assertThat(top.heap).isEqualTo(new MemorySize(2048));
    }

    @ParameterizedTest
    @CsvSource({
        "--limit, soon, is not a duration; give a whole number",
        "--heap, big, is not a memory size; give a whole number"
    })
    void wrongValueIsRefusedWithTheRightForm(String option, String value, String problem) {
        assertThat(run(option, value)).isEqualTo(2);
        assertThat(err.toString()).contains(option, problem).doesNotContain("Exception");
    }

    @Test
    void errorForUsersIsOneLineWithItsExitCode() {
        assertThat(run("--name", "fail")).isEqualTo(3);
        assertThat(err.toString()).isEqualTo("top: no such name" + System.lineSeparator());
    }

    @Test
    void controlCharactersOfAnErrorAreEscaped() {
        assertThat(run("--name", "attack")).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly("top: the log ends with", "\t\\x1b[2J\\x9b\\x202e");
    }

    @Test
    void unexpectedErrorIsOneLineAndShowsItsStackOnRequest() {
        assertThat(run("--name", "crash")).isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("unexpected", "two; lines", "--stacktrace");

        assertThat(run("--name", "crash", "--stacktrace")).isEqualTo(1);
        assertThat(err.toString()).contains("at org.sparklaunch");
    }

    @Test
    void misspeltOptionIsRefusedWithASuggestion() {
        assertThat(run("--nmae", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("--nmae").contains("see top --help");
    }

    @Test
    void contractHoldsForTheseCommands() {
        assertThat(OptionContract.findViolations(
                        () -> CommandRunner.of(new Top(), Map.of(), new PrintWriter(out), new PrintWriter(err))))
                .isEmpty();
    }
}
