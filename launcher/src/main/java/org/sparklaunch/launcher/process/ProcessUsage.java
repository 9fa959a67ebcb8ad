package org.sparklaunch.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the operating system tells of a live process.
 *
 * @param rssMebibytes its resident memory; empty when it cannot be told
 */
public record ProcessUsage(Duration uptime, OptionalLong rssMebibytes) {

    /** Empty when there is no such process. */
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
            return OptionalLong.empty(); // It ended just now, or this is no Linux.
        }
    }
}
