package org.sparklaunch.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    private Path dir;

    private CommandLineRun run(String... args) {
        String[] all = new String[args.length + 2];
        all[0] = "--state-dir";
        all[1] = dir.resolve("state").toString();
        System.arraycopy(args, 0, all, 2, args.length);
        return CommandLineRun.of(all);
    }

    private static JsonNode check(CommandLineRun run, String what) throws Exception {
        for (JsonNode check : new ObjectMapper().readTree(run.out()).path("checks")) {
            if (check.path("what").asText().equals(what)) {
                return check;
            }
        }
        throw new AssertionError("no check of " + what + " in " + run.out());
    }

    @Test
    void jsonHasEveryCheckWithItsVerdict() throws Exception {
        CommandLineRun run = run("doctor", "--json");
        JsonNode json = new ObjectMapper().readTree(run.out());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(json.path("ok").isBoolean()).isTrue();
        assertThat(json.path("ok").asBoolean()).isFalse();
        assertThat(json.path("checks").findValuesAsText("what"))
                .contains(
                        "Java",
                        "Spark",
                        "Python",
                        "R",
                        "memory",
                        "ports",
                        "disk",
                        "clock",
                        "name resolution",
                        "ZooKeeper");
        assertThat(json.path("checks").findValuesAsText("verdict")).isSubsetOf(List.of("ok", "warn", "fail"));
        assertThat(check(run, "Spark").path("measured").asText()).contains("no Spark found");
    }

    @Test
    void launchOptionsBeforeTheSubcommandApply() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            CommandLineRun run = run("--enable-livy", "--livy-port", port, "doctor", "--json");

            assertThat(check(run, "ports").path("verdict").asText()).isEqualTo("fail");
            assertThat(check(run, "ports").path("measured").asText()).contains("port " + port, "Livy server");
        }
    }

    @Test
    void wrongLaunchOptionFailsTheChecksThatNeedIt() throws Exception {
        CommandLineRun run = run("--worker-num", "0", "doctor", "--json");

        assertThat(check(run, "memory").path("measured").asText()).contains("--worker-num: 0");
        assertThat(check(run, "disk").path("verdict").asText()).isEqualTo("ok");
    }

    @Test
    void textHasOneLineForEachCheck() {
        CommandLineRun run = run("doctor");

        assertThat(run.out().lines())
                .anyMatch(line -> line.startsWith("ok    Java: "))
                .anyMatch(line -> line.startsWith("fail  Spark: "));
    }
}
