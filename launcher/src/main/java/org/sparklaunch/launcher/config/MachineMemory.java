package org.sparklaunch.launcher.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How much memory there is.
 *
 * @param total what processes here may use together
 * @param source who sets that limit, for the message of a refusal
 */
public record MachineMemory(MemorySize total, String source) {
    private static final List<String> CGROUP_FILES =
            List.of("sys/fs/cgroup/memory.max", "sys/fs/cgroup/memory/memory.limit_in_bytes");

    /** The lesser of the machine's memory and the limit of the control group, version 2 or 1. */
    public static MachineMemory read() {
        return read(Path.of("/"));
    }

    static MachineMemory read(Path root) {
        MachineMemory least = new MachineMemory(memTotal(root.resolve("proc/meminfo")), "the machine's memory");
        for (String file : CGROUP_FILES) {
            Optional<MemorySize> limit = cgroupLimit(root.resolve(file));
            if (limit.isPresent() && limit.get().compareTo(least.total) < 0) {
                least = new MachineMemory(limit.get(), "the memory limit of the control group (" + file + ")");
            }
        }
        return least;
    }

    private static MemorySize memTotal(Path meminfo) {
        try {
            return Files.readAllLines(meminfo).stream()
                    .filter(line -> line.startsWith("MemTotal:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .map(kib -> new MemorySize(Long.parseLong(kib) >> 10))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(meminfo + " names no MemTotal"));
        } catch (IOException e) {
            throw new IllegalStateException("Cannot tell the machine's memory from " + meminfo, e);
        }
    }

    private static Optional<MemorySize> cgroupLimit(Path file) {
        try {
            String text = Files.readString(file).strip();
            return text.matches("\\d{1,18}") ? Optional.of(MemorySize.ofBytes(Long.parseLong(text))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // This version of control groups is not mounted.
        }
    }
}
