package org.sparklaunch.discovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparklaunch.commands.CommandRunner;
import org.sparklaunch.commands.testing.OptionContract;

class OptionContractTest {
    private static CommandRunner command() {
        PrintWriter none = new PrintWriter(Writer.nullWriter());
        return CommandRunner.of(new SparkDiscoveryMain(), Map.of(), none, none);
    }

    @Test
    void noOptionIsForgottenWhenItIsRepeatedOrStandsBeforeASubcommand() {
        assertThat(OptionContract.findViolations(OptionContractTest::command)).isEmpty();
    }
}
