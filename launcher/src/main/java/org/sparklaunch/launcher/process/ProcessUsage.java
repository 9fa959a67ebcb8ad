package org.sparklaunch.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Figures of the operating system about a running process.
 *
 * @param rssMebibytes its resident memory; empty when it is unknown
 */
public record ProcessUsage(Duration uptime, OptionalLong rssMebibytes) {

    /** Returns the figures of a process; empty when there is none. */
    public static Optional<ProcessUsage> of(long pid, Instant now) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(p -> new ProcessUsage(
                        Duration.between(p.info().startInstant().orElse(now), now), rss(pid)));
    }

    private static OptionalLong rss(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty(); // It has ended, or this is not Linux.
        }
    }
}
