package org.sparklaunch.bench.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Linux counts of one process of a launch.
 *
 * @param role what it does, by its main class
 * @param files open file handles
 */
public record ProcessStatistics(String role, double residentMebibytes, int threads, int files) {
    /** In the order of their look-up: a driver's command line names the submit class first. */
    private static final List<Kind> KINDS = List.of(
            new Kind("supervisor", "SparkLaunchMain"),
            new Kind("master", "org.apache.spark.deploy.master.Master"),
            new Kind("worker", "org.apache.spark.deploy.worker.Worker"),
            new Kind("Livy server", "LivyServerMain"),
            new Kind("query tracker", "QueryTrackerMain"),
            new Kind("driver", "livy.driver.SessionDriver"),
            new Kind("executor", "CoarseGrainedExecutorBackend"));

    private record Kind(String role, String mainClass) {}

    /** Empty for a process that has ended or is none of the product's. */
    static Optional<ProcessStatistics> of(ProcessHandle process) {
        Path folder = Path.of("/proc", Long.toString(process.pid()));
        try {
            String command = Files.readString(folder.resolve("cmdline")).replace('\0', ' ');
            Optional<Kind> kind =
                    KINDS.stream().filter(k -> command.contains(k.mainClass)).findFirst();
            if (kind.isEmpty()) {
                return Optional.empty();
            }
            List<String> status = Files.readAllLines(folder.resolve("status"));
            return Optional.of(new ProcessStatistics(
                    kind.get().role,
                    number(status, "VmRSS:") / 1024.0,
                    (int) number(status, "Threads:"),
                    count(folder.resolve("fd"))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long number(List<String> status, String field) throws IOException {
        return status.stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow(() -> new IOException("the process has ended"));
    }

    private static int count(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return (int) files.count();
        }
    }
}
