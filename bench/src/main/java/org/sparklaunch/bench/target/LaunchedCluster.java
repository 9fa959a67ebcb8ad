package org.sparklaunch.bench.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A cluster that the archive's own command launched, in a state folder of its own. Closing ends it as Ctrl-C would. */
public final class LaunchedCluster implements AutoCloseable {
    private static final long END_LIMIT_SECONDS = 60;

    private final Process process;
    private final Path state;
    private final JsonNode ready;
    private final double readyMillis;

    private LaunchedCluster(Process process, Path state, JsonNode ready, double readyMillis) {
        this.process = process;
        this.state = state;
        this.ready = ready;
        this.readyMillis = readyMillis;
    }

    /**
     * Launches and returns when READY was said.
     *
     * @param archive the unpacked archive
     * @param folder empty; receives the state and what the launch says
     * @param options beside those that every launch here has
     */
    public static LaunchedCluster launch(Path archive, Path sparkHome, Path folder, List<String> options) {
        Path state = folder.resolve("state");
        List<String> command = Stream.concat(
                        Stream.of(
                                archive.resolve("bin/spark-launch").toString(),
                                "--json",
                                "--class-data",
                                "off",
                                "--state-dir",
                                state.toString(),
                                "--data-dir",
                                folder.resolve("data").toString(),
                                "--spark-home",
                                sparkHome.toString()),
                        options.stream())
                .toList();
        Path said = folder.resolve("launch.log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(said.toFile());
            long start = System.nanoTime();
            Process process = builder.start();
            BufferedReader out = process.inputReader();
            String line = out.readLine();
            double millis = (System.nanoTime() - start) / 1e6;
            if (line == null) {
                throw new IllegalStateException("spark-launch ended without READY: " + Files.readString(said));
            }
            return new LaunchedCluster(process, state, new ObjectMapper().readTree(line), millis);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the start of the command to its READY line. */
    public double readyMillis() {
        return readyMillis;
    }

    /** Spark's address of the master. */
    public String master() {
        return ready.path("master").asText();
    }

    /** The secret by which the Spark processes of this launch recognise each other. */
    public String secret() {
        try {
            return Files.readString(state.resolve("cluster-secret")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Livy server. */
    public URI livy() {
        return URI.create(ready.path("livy").asText());
    }

    /** The query tracker, when it was launched too. */
    public Optional<URI> queryTracker() {
        return Optional.of(ready.path("query_tracker").asText())
                .filter(address -> !address.isEmpty())
                .map(URI::create);
    }

    /** The Livy server's process. */
    public OsMemory livyMemory() {
        return process.descendants()
                .filter(p -> p.info().commandLine().orElse("").contains("LivyServerMain"))
                .findFirst()
                .map(p -> new OsMemory(p.pid()))
                .orElseThrow(() -> new IllegalStateException("no Livy server among the processes of the launch"));
    }

    /** All processes of the launch now, the supervisor first. */
    public List<ProcessStatistics> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .flatMap(p -> ProcessStatistics.of(p).stream())
                .toList();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
