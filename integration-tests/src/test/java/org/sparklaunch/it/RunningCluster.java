package org.sparklaunch.it;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A launch of the archive's own spark-launch, in a state folder and on ports of its own. Closing ends it as Ctrl-C
 * would and removes the folder.
 */
final class RunningCluster implements AutoCloseable {
    private static final Duration READY_LIMIT = Duration.ofMinutes(2);
    private static final Duration END_LIMIT = Duration.ofMinutes(1);

    private final Process process;
    private final Path stateDir;
    private final Path folder;
    private final JsonNode ready;

    private RunningCluster(Process process, Path folder, Path stateDir, JsonNode ready) {
        this.process = process;
        this.folder = folder;
        this.stateDir = stateDir;
        this.ready = ready;
    }

    /** Launches with Livy, room for two small sessions, and whatever else is asked for; returns when it is ready. */
    static RunningCluster launch(String... options) {
        return launch(builder -> {}, options);
    }

    /** The same, with a hand on the process before it starts. */
    static RunningCluster launch(Consumer<ProcessBuilder> prepare, String... options) {
        try {
            Path folder = Files.createTempDirectory("spark-launch-it");
            Path stateDir = folder.resolve("state");
            ProcessBuilder builder = new ProcessBuilder(commandLine(stateDir, options));
            builder.redirectOutput(folder.resolve("out").toFile())
                    .redirectError(folder.resolve("err").toFile());
            prepare.accept(builder);
            return awaitReady(builder.start(), folder, stateDir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The options that make a launch small, quick and free of fixed ports. */
    static List<String> commandLine(Path stateDir, String... options) {
        List<String> line = Archive.commandLine("spark-launch");
        line.addAll(List.of("--json", "--state-dir", stateDir.toString()));
        if (!List.of(options).contains("--data-dir")) {
            line.addAll(List.of("--data-dir", stateDir.resolveSibling("data").toString()));
        }
        if (!List.of(options).contains("--spark-home")) {
            line.addAll(List.of("--spark-home", Archive.sparkHome().toString()));
        }
        line.add("--enable-livy");
        Map<String, String> small = new TreeMap<>(Map.of(
                "--worker-memory", "4G",
                "--worker-cores", "4",
                "--livy-max-sessions", "2",
                "--livy-driver-cores", "1",
                "--livy-driver-memory", "512M"));
        small.keySet().removeAll(List.of(options));
        small.forEach((option, value) -> line.addAll(List.of(option, value)));
        line.addAll(List.of(options));
        return line;
    }

    private static RunningCluster awaitReady(Process process, Path folder, Path stateDir) throws IOException {
        Path out = folder.resolve("out");
        await("READY")
                .atMost(READY_LIMIT)
                .until(() -> !process.isAlive() || Files.readString(out).contains("\n"));
        String line = Files.readString(out);
        if (!line.contains("\n")) {
            String said = Files.readString(folder.resolve("err"));
            KeptLogs.keep(folder);
            removeTree(folder);
            throw new AssertionError("the launch ended with " + process.exitValue() + " and said: " + said);
        }
        return new RunningCluster(process, folder, stateDir, Http.parse(line));
    }

    Path stateDir() {
        return stateDir;
    }

    /** The JSON object of the READY line. */
    JsonNode ready() {
        return ready;
    }

    long pid() {
        return process.pid();
    }

    ProductProcesses processes() {
        return new ProductProcesses(stateDir);
    }

    /** What spark-discovery says now. */
    JsonNode discovered() {
        return Http.parse(run("spark-discovery", "--json").out());
    }

    Http livy() {
        return new Http(discovered().get("livy").asText());
    }

    /** A page of Spark, logged in as the owner of the launch. */
    Http sparkPages(String url) {
        return new Http(url).loggedIn("spark", secret("page-password"));
    }

    /** A secret in a file of the state folder. */
    String secret(String file) {
        try {
            return Files.readString(stateDir.resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Http queryTracker() {
        return new Http(discovered().get("query_tracker").asText());
    }

    /** A command of the archive that looks at this launch. */
    CommandResult run(String command, String... arguments) {
        return Archive.run(command, located(arguments));
    }

    /** A query of a user, by the query tracker's own client. */
    CommandResult sql(String user, String query, String... options) {
        List<String> arguments = new ArrayList<>(List.of("sql", "--user", user, "--format", "json"));
        arguments.addAll(List.of(options));
        arguments.add(query);
        return run("query-tracker", arguments.toArray(String[]::new));
    }

    /** Everything the launch said on its standard error. */
    String said() {
        try {
            return Files.readString(folder.resolve("err"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks for the end as Ctrl-C does and waits for it. */
    int end() {
        process.destroy();
        return awaitEnd();
    }

    /** Takes the supervisor away without a word. */
    void killSupervisor() {
        process.destroyForcibly();
        awaitEnd();
    }

    private int awaitEnd() {
        try {
            if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the launch did not end within " + END_LIMIT.toSeconds() + " s: " + said());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the launch ended", e);
        }
    }

    @Override
    public void close() {
        try {
            end();
        } finally {
            process.destroyForcibly();
            processes().pids().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
            KeptLogs.keep(folder);
            removeTree(folder);
        }
    }

    /** The command's own arguments first: a sub-command must precede its options. */
    private String[] located(String... arguments) {
        return Stream.concat(Stream.of(arguments), Stream.of("--state-dir", stateDir.toString()))
                .toArray(String[]::new);
    }

    private static void removeTree(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
