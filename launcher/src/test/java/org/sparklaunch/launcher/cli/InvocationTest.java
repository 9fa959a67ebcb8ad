package org.sparklaunch.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class InvocationTest {
    @TempDir
    private Path dir;

    private final CommandLine command = CommandLineRun.runner().commandLine();

    private Invocation given(String yaml, String... args) throws Exception {
        Path file = Files.writeString(dir.resolve("params.yaml"), yaml);
        String[] all = new String[args.length + 1];
        all[0] = "--params=" + file;
        System.arraycopy(args, 0, all, 1, args.length);
        return Invocation.of(command, option -> option.longestName().equals("--zookeeper"), all);
    }

    @Test
    void optionsOfTheFileComeBeforeTheTypedOnes() throws Exception {
        Invocation given = given("enable-livy: true\nworker-num: 2\nworker-memory: 3g\ninsecure: false\n", "--json");

        assertThat(given.effective()).startsWith("--enable-livy", "--worker-num=2", "--worker-memory=3g");
        assertThat(given.effective()).endsWith("--json").doesNotContain("--insecure");
    }

    @Test
    void commandLineTakesPrecedenceOverTheFile() throws Exception {
        assertThat(given("worker-num: 2\nlivy-port: 1\n", "--worker-num", "4", "--livy-port=2")
                        .effective())
                .doesNotContain("--worker-num=2", "--livy-port=1");
    }

    @Test
    void environmentTakesPrecedenceOverTheFile() throws Exception {
        assertThat(given("zookeeper: a:1\n").effective()).noneMatch(a -> a.startsWith("--zookeeper"));
    }

    @Test
    void settingsOfTheFileAddToTheTypedOnes() throws Exception {
        Invocation given =
                given("spark-conf:\n  spark.a: 1\n  spark:\n    sql:\n      b: x=y\n", "--spark-conf", "spark.c=2");

        assertThat(given.effective())
                .startsWith("--spark-conf=spark.a=1", "--spark-conf=spark.sql.b=x=y")
                .endsWith("--spark-conf", "spark.c=2");
    }

    @Test
    void typedSettingOverridesTheFileButNotItself() throws Exception {
        assertThat(given("spark-conf: {spark.a: 1}\n", "--spark-conf", "spark.a=2")
                        .problems())
                .isEmpty();
        assertThat(given("{}", "--spark-conf", "spark.a=1", "--spark-conf=spark.a=2")
                        .problems())
                .containsExactly("--spark-conf: has the key 'spark.a' more than once; give it once");
    }

    @Test
    void subcommandGetsOnlyItsOwnOptionsOfTheFile() throws Exception {
        assertThat(given("enable-livy: true\nstate-dir: /s\n", "stop").effective())
                .contains("--state-dir=/s")
                .doesNotContain("--enable-livy");
    }

    @Test
    void optionAfterTheSubcommandTakesPrecedenceOverTheFile() throws Exception {
        assertThat(given("state-dir: /s\n", "stop", "--state-dir", "/t").effective())
                .doesNotContain("--state-dir=/s");
    }

    @Test
    void doctorGetsAllLaunchOptionsOfTheFile() throws Exception {
        assertThat(given("enable-livy: true\nlivy-port: 9000\n", "doctor").effective())
                .contains("--enable-livy", "--livy-port=9000");
    }

    @Test
    void fileIsNotReadWhenTheCommandLineIsWrong() throws Exception {
        Invocation given = given("nonsense\n", "--no-such-option");

        assertThat(given.problems()).isEmpty();
        assertThat(given.effective()).isEqualTo(given.typed());
    }

    @Test
    void withoutAFileTheArgumentsAreThoseTyped() {
        Invocation given = Invocation.of(command, option -> false, "--worker-num", "2");

        assertThat(given.effective()).containsExactly("--worker-num", "2");
    }

    @Test
    void missingFileIsAProblem() {
        assertThat(Invocation.of(command, o -> false, "--params", "/none/at/all")
                        .problems())
                .singleElement()
                .asString()
                .contains("/none/at/all cannot be read");
    }
}
