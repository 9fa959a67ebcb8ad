package org.sparklaunch.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where a run took place.
 *
 * @param memoryMebibytes that of the machine
 * @param load the three load averages at the start, as Linux prints them
 */
public record TestMachine(String processor, int cores, long memoryMebibytes, String os, String java, String load) {

    /** This machine now; what it does not tell is {@code unknown}. */
    public static TestMachine read() {
        Runtime runtime = Runtime.getRuntime();
        return new TestMachine(
                field(Path.of("/proc/cpuinfo"), "model name"),
                runtime.availableProcessors(),
                kibibytes(field(Path.of("/proc/meminfo"), "MemTotal")) / 1024,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                loadAverages());
    }

    /** In one line. */
    public String describe() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %.1f GiB, %s, %s; load at the start %s",
                processor,
                cores,
                memoryMebibytes / 1024.0,
                os,
                java,
                load);
    }

    private static String field(Path file, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static long kibibytes(String field) {
        String digits = field.replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private static String loadAverages() {
        try {
            String[] fields = Files.readString(Path.of("/proc/loadavg")).split(" ", 4);
            return String.join(" ", fields[0], fields[1], fields[2]);
        } catch (IOException e) {
            return "unknown";
        }
    }
}
