package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input: one clear line, the declared exit code, nothing left running. */
class BadInputIT {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int NOT_FOUND = 3;

    @TempDir
    Path folder;

    @AfterEach
    void nothingIsLeft() {
        assertThat(new ProductProcesses(folder).describe()).isEmpty();
    }

    @Test
    void unknownOptionIsAUsageError() {
        CommandResult result = launch("--no-such-option");

        assertRefused(result, USAGE, "--no-such-option");
    }

    @Test
    void memoryWithAWrongUnitIsAUsageError() {
        CommandResult result = launch("--worker-memory", "1X");

        assertRefused(result, USAGE, "--worker-memory", "1X");
    }

    @Test
    void memoryBeyondTheMachineIsRefusedWithTheSum() {
        CommandResult result = launch("--livy-driver-memory", "4000G");

        assertThat(result.exitCode()).isIn(FAILED, USAGE);
        assertThat(result.err()).contains("--livy-max-sessions 2 x", "4096000 MiB", "in total");
    }

    @Test
    void isolationThatDoesNotExistIsAUsageError() {
        CommandResult result = launch("--livy-session-isolation", "none");

        assertRefused(result, USAGE, "--livy-session-isolation", "driver", "context");
    }

    @Test
    void missingPolicyFileIsAUsageError() {
        CommandResult result = launch("--policy-file", "/no/such/policy");

        assertRefused(result, USAGE, "--policy-file", "/no/such/policy");
    }

    @Test
    void missingSparkNamesTheFolder() {
        Path nowhere = folder.resolve("no-spark");

        CommandResult result = launch("--spark-home", nowhere.toString());

        assertThat(result.exitCode()).isIn(FAILED, USAGE);
        assertThat(result.err()).contains(nowhere.toString());
        assertThat(result.errLines()).hasSize(1);
    }

    @Test
    void takenPortIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            CommandResult result = launch("--livy-port", port);

            assertThat(result.exitCode()).isEqualTo(FAILED);
            assertThat(result.err()).contains(port);
        }
    }

    @Test
    void unreachableZooKeeperIsNamedByEveryCommand() {
        String nobody = "127.0.0.1:1";

        CommandResult launch = launch("--zookeeper", nobody);
        CommandResult discovery = Archive.run("spark-discovery", "--zookeeper", nobody);

        assertRefused(launch, FAILED, nobody);
        assertRefused(discovery, NOT_FOUND, nobody);
    }

    @Test
    void discoveryWithoutALaunchEndsWithThree() {
        CommandResult result = Archive.run("spark-discovery", "--state-dir", folder.toString());

        assertRefused(result, NOT_FOUND, folder.toString());
    }

    private CommandResult launch(String... options) {
        List<String> line = new ArrayList<>(RunningCluster.commandLine(folder.resolve("state")));
        // The last one wins in no option parser: what a test gives replaces what the fixture gives.
        for (int i = 0; i + 1 < options.length; i += 2) {
            int given = line.indexOf(options[i]);
            if (given >= 0) {
                line.subList(given, given + 2).clear();
            }
        }
        line.addAll(List.of(options));
        return CommandResult.of(new ProcessBuilder(line));
    }

    private static void assertRefused(CommandResult result, int exitCode, String... named) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(named);
        assertThat(result.errLines()).hasSizeLessThanOrEqualTo(2);
    }
}
