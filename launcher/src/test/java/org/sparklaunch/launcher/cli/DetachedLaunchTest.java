package org.sparklaunch.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.launcher.cluster.Installation;
import org.sparklaunch.launcher.state.StateFolder;
import picocli.CommandLine;

/** With a shell script in the place of Java. */
class DetachedLaunchTest {
    @TempDir
    private Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private CommandLine commandLine;
    private StateFolder state;

    @BeforeEach
    void open() {
        state = StateFolder.open(dir.resolve("state"));
        commandLine = new CommandLine(
                        new LaunchCommand(new Installation(Optional.empty(), "", Path.of("java")), Path.of("/none")))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
    }

    private int run(String script, Duration limit, String... args) throws IOException, InterruptedException {
        Path java = Files.writeString(dir.resolve("java"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        return new DetachedLaunch(new Installation(Optional.empty(), "", java), state)
                .run(commandLine, List.of(args), limit);
    }

    @Test
    void outputOfTheReadyLaunchIsPrinted() throws Exception {
        assertThat(run("echo READY master=m; exit 0", Duration.ofSeconds(20))).isZero();
        assertThat(out.toString()).isEqualTo("READY master=m" + System.lineSeparator());
    }

    @Test
    void backgroundProcessIsMarkedSoThatItDoesNotDetachAgain() throws Exception {
        run("echo \"$@\"", Duration.ofSeconds(20), "--detach", "--params", "file");

        assertThat(out.toString()).contains("SparkLaunchMain --detached --detach --params file");
    }

    @Test
    void exitCodeOfALaunchThatEndsIsReturnedWithTheEndOfItsLog() throws Exception {
        assertThat(run("echo the reason >&2; exit 3", Duration.ofSeconds(20))).isEqualTo(3);
        assertThat(err.toString()).contains("the background launch ended", "the reason", "launch.log");
    }

    @Test
    void launchThatIsNotReadyInTimeIsEnded() {
        assertThatThrownBy(() -> run("exec sleep 1000", Duration.ofMillis(300)))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_FOUND))
                .hasMessageContaining("not ready within 0 s");
    }

    @Test
    void javaThatDoesNotExistEndsTheLaunchWithAnError() throws Exception {
        int exit = new DetachedLaunch(new Installation(Optional.empty(), "", dir.resolve("none")), state)
                .run(commandLine, List.of(), Duration.ofSeconds(20));

        assertThat(exit).isNotZero();
        assertThat(err.toString()).contains("the background launch ended", "none");
    }
}
