package org.sparklaunch.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sparklaunch.commands.CommandRunner;
import org.sparklaunch.commands.testing.OptionContract;
import org.sparklaunch.launcher.cluster.Installation;

class OptionContractTest {
    private static CommandRunner command() {
        PrintWriter none = new PrintWriter(Writer.nullWriter());
        return CommandRunner.of(
                new LaunchCommand(new Installation(Optional.empty(), "", Path.of("java")), Path.of("cache")),
                Map.of(),
                none,
                none);
    }

    @Test
    void noOptionIsForgottenWhenItIsRepeatedOrStandsBeforeASubcommand() {
        assertThat(OptionContract.findViolations(OptionContractTest::command)).isEmpty();
    }
}
