package org.sparklaunch.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.launcher.cluster.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class LaunchOptionsTest {
    /** Options that cannot be wrong by themselves: flags, and names that only the launch can check. */
    private static final Set<String> ALWAYS_RIGHT = Set.of(
            // The launch reads these files, and names one that it cannot read.
            "--cluster-secret-file",
            "--zookeeper-digest-file",
            "--local-dir",
            "--data-dir",
            "--spark-home",
            "--zookeeper",
            "--state-dir",
            "--livy-superusers",
            "--livy-allowed-users",
            "--params");

    @TempDir
    private Path dir;

    /** The wrong value of an option, with what makes it count, and the error. */
    static Stream<Arguments> wrongValues() {
        return Stream.of(
                wrong("--spark-conf", "password=canary", "'password' must have the form spark.KEY=VALUE"),
                wrong("--role", "boss", "unknown role 'boss'; give all, master, worker or livy"),
                wrong("--host", "10.9.8.7", "10.9.8.7 can be reached from other machines"),
                wrong("--master-port", "0", "0 is not a port; give 1 to 65535"),
                wrong("--worker-num", "0", "0 is too few; give 1 or more"),
                wrong("--worker-cores", "-1", "-1 is too few; give 1 or more"),
                wrong("--worker-memory", "2 apples", "'2 apples' is not a memory size; give a whole number"),
                wrong("--worker-port", "65536", "65536 is not a port"),
                wrong("--class-data", "maybe", "expected one of [AUTO, OFF] (case-insensitive) but was 'maybe'"),
                wrong("--livy-max-sessions", "0", "0 is too few"),
                wrong("--livy-warm-sessions", "9", "9 must be from 0 to --livy-max-sessions 5"),
                wrong("--livy-session-isolation", "jail", "unknown isolation 'jail'; give driver"),
                wrong("--livy-sessions-per-driver", "0", "0 is too few"),
                wrong("--livy-driver-cores", "0", "0 is too few"),
                wrong("--livy-driver-memory", "100m", "100 MiB is too little for Spark; give at least 512m"),
                wrong("--livy-driver-placement", "moon", "unknown driver placement 'moon'; give server or worker"),
                wrong("--livy-files", "/no/such", "/no/such is not a folder; create it or name another"),
                wrong("--livy-host", "0.0.0.0", "0.0.0.0 can be reached from other machines"),
                wrong("--livy-port", "99999", "99999 is not a port"),
                wrong("--policy-file", "/no/policy", "cannot read the file /no/policy"),
                wrong("--authentication-file", "/no/auth", "cannot read the file /no/auth"),
                wrong("--dli-presets", "/no/presets", "cannot read the file /no/presets"),
                wrong("--livy-modify-users", "bob", "apply only with --livy-access-control"),
                wrong("--livy-view-users", "bob", "apply only with --livy-access-control"),
                wrong("--tls-keystore", "/no/keys", "belong together; give both or neither"),
                wrong("--tls-keystore-password-file", "/no/password", "belong together; give both or neither"),
                wrong("--tls-trust", "/no/trust", "applies only to a launch with HTTPS"),
                wrong("--allowed-host", "http://spark", "'http://spark' is not a host name or address"),
                wrong("--query-tracker-port", "0", "0 is not a port"),
                wrong("--query-tracker-idle-timeout", "soon", "'soon' is not a duration; give a whole number"),
                wrong("--query-tracker-row-limit", "0", "0 is less than 1 row"),
                wrong("--query-tracker-max-concurrent-queries", "0", "0 is less than 1 query"),
                wrong("--query-tracker-result-retention", "soon", "'soon' is not a duration"),
                wrong("--history-server-port", "0", "0 is not a port"),
                wrong("--history-server-retain", "7 weeks", "'7 weeks' is not a duration"),
                wrong("--metastore", "maybe", "unknown metastore 'maybe'; give embedded or none"),
                wrong("--metastore-port", "0", "0 is not a port"),
                wrong("--metastore-uri", "h:9083", "'h:9083' is not the address of a metastore"),
                wrong("--metastore-database", "jdbc:mysql://h/c", "is not jdbc:postgresql://HOST:PORT/DATABASE"),
                wrong("--metastore-database-user", "hive", "apply only with --metastore-database"),
                wrong("--metastore-database-password-file", "/no/password", "apply only with --metastore-database"),
                wrong("--warehouse", "s3://bucket/tables", "tables cannot be written to the file system 's3'"),
                wrong("--discovery-path", "nowhere", "'nowhere' is not a discovery path"),
                wrong("--wait-timeout", "never", "'never' is not a duration"));
    }

    private static Arguments wrong(String option, String value, String problem) {
        return Arguments.of(option, value, problem);
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void wrongValueIsRefusedWithTheOptionTheValueAndTheRightForm(String option, String value, String problem) {
        CommandLineRun run = CommandLineRun.check(
                "--enable-livy", "--enable-query-tracker", "--enable-history-server", option, value);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains(option, problem).doesNotContain("canary", "Exception");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void everyOptionWithAValueIsInTheTable() {
        CommandLine command = new CommandLine(
                new LaunchCommand(new Installation(Optional.empty(), "", Path.of("java")), Path.of("cache")));
        Set<String> withValue = command.getCommandSpec().options().stream()
                .filter(option -> option.arity().max() > 0 && !option.hidden())
                .map(OptionSpec::longestName)
                .collect(Collectors.toSet());
        Set<String> tested = wrongValues().map(a -> (String) a.get()[0]).collect(Collectors.toSet());
        tested.addAll(ALWAYS_RIGHT);

        assertThat(tested).containsAll(withValue);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--worker-num two",
                "--worker-cores 1.5",
                "--livy-port 8998x",
                "--master-port 70000000000",
                "--livy-max-sessions"
            })
    void numberThatIsNoneIsRefused(String line) {
        CommandLineRun run = CommandLineRun.check(line.split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains(line.replaceFirst(" .*", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--enable-livy --enable-query-tracker --enable-history-server",
                "--worker-memory 2GiB --livy-driver-memory 1024m --enable-livy",
                "--history-server-retain 36h --enable-history-server",
                "--query-tracker-idle-timeout 10min --enable-query-tracker --enable-livy",
                "--wait-timeout 90 --class-data OFF",
                "--wait-timeout 2min --host localhost",
                "--spark-conf spark.a=1 --spark-conf spark.b=x=y",
                "--role worker --zookeeper zk:2181 --host 127.0.0.1 --cluster-secret-file secret",
                "--zookeeper-digest-file digest --local-dir /tmp",
                "--host 10.0.0.1 --insecure --enable-livy",
                "--livy-access-control --livy-view-users alice,bob --enable-livy",
                "--livy-driver-placement worker --worker-num 3 --enable-livy"
            })
    void rightOptionsAreAccepted(String line) {
        CommandLineRun run = CommandLineRun.check(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--livy-port 7 --enable-livy",
                "--livy-impersonation --enable-livy",
                "--metastore-port 7 --enable-livy",
                "--warehouse /srv/tables --enable-livy",
                "--query-tracker-row-limit 7 --enable-query-tracker --enable-livy",
                "--history-server-retain 7d --enable-history-server"
            })
    void optionOfAComponentThatIsNotLaunchedIsRefused(String line) {
        String[] words = line.split(" ");
        String enabling = Arrays.stream(words)
                .filter(word -> word.startsWith("--enable"))
                .findFirst()
                .orElseThrow();

        CommandLineRun run = CommandLineRun.check(
                Arrays.stream(words).filter(word -> !word.equals(enabling)).toArray(String[]::new));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains(words[0] + ": has no effect without " + enabling);
    }

    @Test
    void severalProblemsAreReportedTogether() {
        CommandLineRun run =
                CommandLineRun.check("--worker-num", "0", "--worker-memory", "x", "--spark-conf", "a", "--role", "r");

        assertThat(run.err()).contains("--worker-num", "--worker-memory", "--spark-conf", "--role");
    }

    @Test
    void problemsOfTheParamsFileAreReportedWithThoseOfTheOptions() throws Exception {
        Path file = Files.writeString(dir.resolve("params.yaml"), "worker-num: two\nwroker-cores: 1\n");

        CommandLineRun run = CommandLineRun.check("--params", file.toString(), "--worker-memory", "x");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("worker-num", "did you mean worker-cores", "--worker-memory: 'x'");
    }

    @Test
    void paramsFileSetsOptionsOfGroups() throws Exception {
        Path file = Files.writeString(
                dir.resolve("params.yaml"), "enable-livy: true\nlivy-max-sessions: 2\nlivy-warm-sessions: 3\n");

        assertThat(CommandLineRun.check("--params", file.toString()).err())
                .contains("3 must be from 0 to --livy-max-sessions 2");
        assertThat(CommandLineRun.check("--params=" + file, "--livy-warm-sessions=2")
                        .exit())
                .isZero();
    }

    @Test
    void environmentSetsDefaults() {
        CommandLineRun run = CommandLineRun.with(
                CommandLineRun.JAVA, Map.of("SPARK_LAUNCH_DISCOVERY_PATH", "wrong"), "--check-options");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("'wrong' is not a discovery path");
    }

    @Test
    void missingSparkIsReportedBeforeAnythingStarts() {
        CommandLineRun run =
                CommandLineRun.of("--state-dir", dir.resolve("state").toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("no Spark found", "/no/cache");
        assertThat(dir.resolve("state")).doesNotExist();
    }

    @Test
    void helpListsEveryGroup() {
        CommandLineRun run = CommandLineRun.of("--help");

        assertThat(run.exit()).isZero();
        List.of("Cluster:", "Livy server:", "Users of the Livy server:", "HTTPS:", "Query tracker:", "History server:")
                .forEach(group -> assertThat(run.out()).contains(group));
        assertThat(run.out()).doesNotContain("--check-options", "--detached", "--exit-with-parent");
    }

    @Test
    void everyCommandHasExamples() {
        CommandLine all = CommandLineRun.runner().commandLine();

        assertThat(all.getUsageMessage()).contains("Examples:", "  spark-launch --enable-livy");
        all.getSubcommands()
                .forEach((name, command) ->
                        assertThat(command.getUsageMessage()).as(name).contains("Examples:"));
    }

    @Test
    void completionKnowsTheOptions() {
        CommandLineRun run = CommandLineRun.of("generate-completion");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("--livy-driver-placement", "complete -F");
        assertThat(Arrays.asList(run.out().split("\n"))).hasSizeGreaterThan(50);
    }

    @Test
    void optionBeforeASubcommandThatIgnoresItIsRefused() {
        CommandLineRun run = CommandLineRun.of("--enable-livy", "generate-completion");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("option --enable-livy has no effect on 'generate-completion'");
    }
}
