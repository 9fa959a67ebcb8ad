package org.sparklaunch.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.launcher.cluster.Installation;
import picocli.CommandLine;

class InvocationTest {
    @TempDir
    private Path dir;

    private final CommandLine command = new CommandLine(
            new LaunchCommand(new Installation(Optional.empty(), "", Path.of("java")), Path.of("/none")));

    private Invocation told(String yaml, String... args) throws Exception {
        Path file = Files.writeString(dir.resolve("params.yaml"), yaml);
        String[] all = new String[args.length + 1];
        all[0] = "--params=" + file;
        System.arraycopy(args, 0, all, 1, args.length);
        return Invocation.of(command, option -> option.longestName().equals("--zookeeper"), all);
    }

    @Test
    void theFilesOptionsComeBeforeTheTypedOnes() throws Exception {
        Invocation told = told("enable-livy: true\nworker-num: 2\nworker-memory: 3g\ninsecure: false\n", "--json");

        assertThat(told.effective()).startsWith("--enable-livy", "--worker-num=2", "--worker-memory=3g");
        assertThat(told.effective()).endsWith("--json").doesNotContain("--insecure");
    }

    @Test
    void theCommandLineWinsOverTheFile() throws Exception {
        assertThat(told("worker-num: 2\nlivy-port: 1\n", "--worker-num", "4", "--livy-port=2")
                        .effective())
                .doesNotContain("--worker-num=2", "--livy-port=1");
    }

    @Test
    void theEnvironmentWinsOverTheFile() throws Exception {
        assertThat(told("zookeeper: a:1\n").effective()).noneMatch(a -> a.startsWith("--zookeeper"));
    }

    @Test
    void sparkSettingsMayBeNestedAndAddToTheTypedOnes() throws Exception {
        Invocation told =
                told("spark-conf:\n  spark.a: 1\n  spark:\n    sql:\n      b: x=y\n", "--spark-conf", "spark.c=2");

        assertThat(told.effective())
                .startsWith("--spark-conf=spark.a=1", "--spark-conf=spark.sql.b=x=y")
                .endsWith("--spark-conf", "spark.c=2");
    }

    @Test
    void everyProblemOfTheFileIsToldWithASuggestion() throws Exception {
        assertThat(told("wroker-num: 2\nworker-num: two\nenable-livy: maybe\nspark-conf: 3\n")
                        .problems())
                .hasSize(4)
                .anySatisfy(p -> assertThat(p).contains("'wroker-num'", "did you mean worker-num"))
                .anySatisfy(p -> assertThat(p).contains("worker-num: needs a whole number, not 'two'"))
                .anySatisfy(p -> assertThat(p).contains("enable-livy: needs true or false, not 'maybe'"))
                .anySatisfy(p -> assertThat(p).contains("spark-conf: needs a map of keys to values"));
    }

    @Test
    void brokenYamlIsToldWithItsLineAndNotItsText() throws Exception {
        assertThat(told("worker-num: 1\nspark-conf: {password: canary\n").problems())
                .singleElement()
                .asString()
                .contains("params.yaml is not YAML, line")
                .doesNotContain("canary");
    }

    @Test
    void aKeyThatIsGivenTwiceIsAProblem() throws Exception {
        assertThat(told("worker-num: 1\nworker-num: 2\n").problems()).hasSize(1);
    }

    @Test
    void aMissingFileIsAProblem() {
        assertThat(Invocation.of(command, o -> false, "--params", "/none/at/all")
                        .problems())
                .singleElement()
                .asString()
                .contains("/none/at/all cannot be read");
    }
}
