package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the commands tell of a launch and of the machine. */
class StatusIT {
    private static RunningCluster cluster;

    @BeforeAll
    static void launch() {
        cluster = RunningCluster.launch("--enable-query-tracker");
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void statusShowsEveryComponent() {
        CommandResult text = cluster.run("spark-launch", "status");
        JsonNode json =
                Http.parse(cluster.run("spark-launch", "status", "--json").out());

        assertThat(text.exitCode()).as(text.err()).isZero();
        assertThat(text.out()).contains("COMPONENT", "RESTARTS", "Announced under /spark-launch/default");
        assertThat(json.get("class_data").asText()).matches("recorded|not recorded: switched off.*");
        assertThat(json.get("pid").asLong()).isEqualTo(cluster.pid());
        assertThat(json.get("components")).hasSize(6).allSatisfy(component -> {
            assertThat(component.get("address").asText()).isNotEmpty();
            assertThat(component.get("rss_mib").asLong()).isPositive();
            assertThat(text.out()).contains(component.get("name").asText());
        });
    }

    @Test
    void statusOfNothingEndsWithThree() throws IOException {
        CommandResult status = Archive.run(
                "spark-launch",
                "status",
                "--state-dir",
                Files.createTempDirectory("no-launch").toString());

        assertThat(status.exitCode()).isEqualTo(3);
        assertThat(status.errLines()).singleElement().asString().startsWith("spark-launch: no launch runs");
    }

    @Test
    void doctorPrintsOneLineForEachCheck() {
        CommandResult text = doctor();
        JsonNode json = Http.parse(doctor("--json").out());

        assertThat(text.exitCode()).as(text.out() + text.err()).isZero();
        assertThat(text.outLines()).allMatch(line -> line.matches("(ok|warn) +\\S.*: .*"));
        assertThat(json.get("ok").asBoolean()).isTrue();
        assertThat(json.get("checks").findValuesAsText("what"))
                .contains("Java", "Spark", "Python", "R", "memory", "ports", "disk", "clock", "name resolution")
                .anyMatch(what -> what.startsWith("ZooKeeper 127.0.0.1:"));
    }

    private static CommandResult doctor(String... options) {
        List<String> line = RunningCluster.commandLine(cluster.stateDir());
        line.remove("--json");
        line.add("doctor");
        line.addAll(List.of(options));
        return CommandResult.of(new ProcessBuilder(line));
    }
}
