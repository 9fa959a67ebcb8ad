package org.sparklaunch.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ParamsFileTest {
    @TempDir
    private Path dir;

    private final CommandLine command = CommandLineRun.runner().commandLine();

    private ParamsFile read(String yaml) throws IOException {
        return ParamsFile.read(Files.writeString(dir.resolve("params.yaml"), yaml), command);
    }

    private static List<String> texts(ParamsFile params) {
        return params.arguments().stream().map(ParamsFile.Setting::text).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "worker-num: 2 | --worker-num=2",
                "worker-memory: 3g | --worker-memory=3g",
                "worker-memory: 2048 | --worker-memory=2048",
                "class-data: off | --class-data=off",
                "class-data: 'off' | --class-data=off",
                "class-data: AUTO | --class-data=AUTO",
                "enable-livy: true | --enable-livy",
                "enable-livy: yes | --enable-livy",
                "enable-livy: on | --enable-livy",
                "history-server-retain: 7d | --history-server-retain=7d",
                "wait-timeout: 90 | --wait-timeout=90",
                "state-dir: /tmp/данные | --state-dir=/tmp/данные",
                "livy-files: /data | --livy-files=/data",
                "livy-superusers: alice | --livy-superusers=alice",
                "spark-conf: spark.a=b=c | --spark-conf=spark.a=b=c",
                "spark-conf: {spark.a: off} | --spark-conf=spark.a=off",
                "spark-conf: {spark.a: true} | --spark-conf=spark.a=true",
                "spark-conf: {spark.a: 3.10} | --spark-conf=spark.a=3.10",
                "spark-conf: {spark.a: 12345678901234567890.5} | --spark-conf=spark.a=12345678901234567890.5"
            })
    void valueBecomesAnArgument(String yaml, String argument) throws IOException {
        ParamsFile params = read(yaml);

        assertThat(params.problems()).isEmpty();
        assertThat(texts(params)).containsExactly(argument);
    }

    @ParameterizedTest
    @ValueSource(strings = {"enable-livy: false", "enable-livy: no", "enable-livy: off", "", "# a comment\n", "null"})
    void nothingIsSetByFalseAndByEmptyFiles(String yaml) throws IOException {
        ParamsFile params = read(yaml);

        assertThat(params.problems()).isEmpty();
        assertThat(params.arguments()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "livy-files: [/a, /b] | --livy-files=/a --livy-files=/b",
                "livy-view-users: [alice, bob] | --livy-view-users=alice --livy-view-users=bob",
                "spark-conf: ['spark.a=1', 'spark.b=2'] | --spark-conf=spark.a=1 --spark-conf=spark.b=2",
                "spark-conf: {spark: {sql: {a: 1, b: 2}}} | --spark-conf=spark.sql.a=1 --spark-conf=spark.sql.b=2"
            })
    void listsAndMapsBecomeRepeatedArguments(String yaml, String arguments) throws IOException {
        ParamsFile params = read(yaml);

        assertThat(params.problems()).isEmpty();
        assertThat(texts(params)).containsExactly(arguments.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "worker-num: two | worker-num: needs a whole number, not 'two'",
                "worker-num: 1.5 | worker-num: needs a whole number, not '1.5'",
                "worker-num: true | worker-num: needs a whole number, not 'true'",
                "worker-num: [1] | worker-num: needs a whole number, not a list",
                "worker-num: | worker-num: needs a whole number, not nothing",
                "worker-memory: {g: 2} | worker-memory: needs one text or number, not a map",
                "host: true | host: needs one text or number, not 'true'",
                "host: [a, b] | host: needs one text or number, not a list",
                "class-data: false | class-data: needs one of auto, off, not 'false'",
                "class-data: [auto] | class-data: needs one of auto, off, not a list",
                "enable-livy: maybe | enable-livy: needs true or false, not 'maybe'",
                "enable-livy: 1 | enable-livy: needs true or false, not '1'",
                "enable-livy: [true] | enable-livy: needs true or false, not a list",
                "livy-files: {a: b} | livy-files: needs a string or a list of strings, not a map",
                "livy-files: [/a, [/b]] | livy-files: needs a string or a list of strings, not a list",
                "livy-files: [/a, null] | livy-files: needs a string or a list of strings, not nothing",
                "livy-superusers: | livy-superusers: needs a string or a list of strings, not nothing",
                "spark-conf: 3 | spark-conf: needs a map of keys to values, or strings of the form KEY=VALUE",
                "spark-conf: [a] | spark-conf: needs a map of keys to values, or strings of the form KEY=VALUE",
                "spark-conf: {spark.a: [1]} | spark-conf.spark.a: needs one value",
                "spark-conf: {spark.a: null} | spark-conf.spark.a: needs one value"
            })
    void wrongFormIsRefusedWithTheRightOne(String yaml, String problem) throws IOException {
        ParamsFile params = read(yaml);

        assertThat(params.problems()).singleElement().asString().endsWith(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "wroker-num, ; did you mean worker-num?",
        "livy-prot, ; did you mean livy-port?",
        "colour, ''",
        "params, ''",
        "help, ''"
    })
    void unknownOptionIsRefusedWithASuggestion(String key, String suggestion) throws IOException {
        assertThat(read(key + ": 1").problems())
                .singleElement()
                .asString()
                .endsWith("has no option '" + key + "'" + suggestion);
    }

    @Test
    void fileWithoutAMapIsRefused() throws IOException {
        assertThat(read("- worker-num").problems()).singleElement().asString().contains("is not a map of option names");
    }

    @Test
    void brokenYamlIsNamedWithItsLineAndWithoutItsText() throws IOException {
        assertThat(read("worker-num: 1\nspark-conf: {password: canary\n").problems())
                .singleElement()
                .asString()
                .contains("params.yaml is not YAML, line")
                .doesNotContain("canary");
    }

    @Test
    void keyThatIsGivenTwiceIsRefused() throws IOException {
        assertThat(read("worker-num: 1\nworker-num: 2\n").problems()).hasSize(1);
    }

    @Test
    void valueOfAWrongSettingIsNotRepeated() throws IOException {
        assertThat(read("spark-conf: [canary]").problems().toString()).doesNotContain("canary");
    }
}
