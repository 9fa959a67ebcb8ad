package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands under LC_ALL=C. They run from a shell script, since the locale of the tests may not be UTF-8 either. */
class LocaleIT {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    @AfterEach
    void nothingIsLeft() {
        assertThat(new ProductProcesses(folder).describe()).isEmpty();
    }

    private CommandResult run(String script) throws IOException {
        String prologue = "export LC_ALL=C SPARK_HOME='%s'; bin='%s/bin'; cd '%s'\n"
                .formatted(Archive.sparkHome(), Archive.home(), folder);
        Path file = Files.write(folder.resolve("script.sh"), (prologue + script).getBytes(StandardCharsets.UTF_8));
        return CommandResult.of(new ProcessBuilder("bash", file.toString()), LIMIT);
    }

    @Test
    void argumentsAreReadAsUtf8() throws IOException {
        CommandResult result = run("\"$bin/spark-launch\" --check-options --role начальник");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("unknown role 'начальник'");
    }

    @Test
    void argumentsInAnotherCharacterSetAreRefused() throws IOException {
        CommandResult result = run("\"$bin/query-tracker\" sql $'SELECT \\'gr\\xf6\\xdfe\\''");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("query-tracker: the arguments are not UTF-8");
    }

    @Test
    void localeThatIsNotInstalledIsReplaced() throws IOException {
        CommandResult result = run("LC_ALL=xx_YY.UTF-8 \"$bin/spark-launch\" --check-options --role größe 2>&1");

        assertThat(result.out()).contains("unknown role 'größe'");
    }

    @Test
    void folderAndStatementWithLettersOutsideAsciiWork() throws IOException {
        CommandResult result = run("""
                state="$PWD/данные größe"
                "$bin/spark-launch" --state-dir "$state" --data-dir "$PWD/таблицы größe" --enable-livy --enable-query-tracker --detach \\
                    --worker-memory 2G --livy-driver-memory 512m --livy-max-sessions 1 --livy-warm-sessions 0 \\
                    --class-data off || exit 1
                "$bin/query-tracker" sql --state-dir "$state" --format csv "SELECT 'ключ' AS k, upper('größe') AS g"
                "$bin/query-tracker" sql --state-dir "$state" "CREATE TABLE t USING json AS SELECT 'строка' AS word"
                "$bin/query-tracker" sql --state-dir "$state" --format csv "SELECT word FROM t"
                ls -d "$PWD/таблицы größe/warehouse/t"
                "$bin/spark-launch" --state-dir "$state" stop
                """);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains(
                        "state_dir=" + folder + "/данные größe",
                        "ключ,GRÖSSE",
                        "строка",
                        folder + "/таблицы größe/warehouse/t",
                        "ended spark-launch");
    }
}
