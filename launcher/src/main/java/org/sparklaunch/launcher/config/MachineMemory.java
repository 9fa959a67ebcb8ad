package org.sparklaunch.launcher.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparklaunch.platform.quantity.MemorySize;

/**
 * The memory of the machine.
 *
 * @param total what all processes here may use together
 * @param source where that limit comes from, for messages
 */
public record MachineMemory(MemorySize total, String source) {
    private static final Path MOUNT_V2 = Path.of("sys/fs/cgroup");
    private static final Path MOUNT_V1 = Path.of("sys/fs/cgroup/memory");

    /** Returns the lesser of the machine's memory and the limit of the control group, version 2 or 1. */
    public static MachineMemory read() {
        return read(Path.of("/"));
    }

    /** Returns the memory that no process uses now; the page cache counts as unused. */
    public static MemorySize available() {
        return available(Path.of("/"));
    }

    static MemorySize available(Path root) {
        MemorySize least = field(root.resolve("proc/meminfo"), "MemAvailable:");
        for (Path file : cgroupFiles(root)) {
            Optional<MemorySize> limit = cgroupLimit(root.resolve(file));
            if (limit.isPresent()) {
                long free = limit.get().mebibytes() - used(root.resolve(file)).mebibytes();
                least = free < least.mebibytes() ? new MemorySize(Math.max(0, free)) : least;
            }
        }
        return least;
    }

    /** Returns the memory in use by the control group whose limit the file holds. */
    private static MemorySize used(Path limitFile) {
        boolean v2 = limitFile.endsWith("memory.max");
        Path usage = limitFile.resolveSibling(v2 ? "memory.current" : "memory.usage_in_bytes");
        long mebibytes = cgroupLimit(usage).map(MemorySize::mebibytes).orElse(0L)
                - cache(limitFile.resolveSibling("memory.stat"), v2 ? "inactive_file " : "total_inactive_file ");
        return new MemorySize(Math.max(0, mebibytes));
    }

    private static long cache(Path statistics, String field) {
        try {
            return Files.readAllLines(statistics).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(field.length()).strip()) >> 20)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // Without the figure, cached pages count as used.
        }
    }

    static MachineMemory read(Path root) {
        MachineMemory least =
                new MachineMemory(field(root.resolve("proc/meminfo"), "MemTotal:"), "the machine's memory");
        for (Path file : cgroupFiles(root)) {
            Optional<MemorySize> limit = cgroupLimit(root.resolve(file));
            if (limit.isPresent() && limit.get().compareTo(least.total) < 0) {
                least = new MachineMemory(limit.get(), "the memory limit of the control group (/" + file + ")");
            }
        }
        return least;
    }

    private static MemorySize field(Path meminfo, String name) {
        try {
            return Files.readAllLines(meminfo).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.replaceAll("\\D", ""))
                    .map(kib -> new MemorySize(Long.parseLong(kib) >> 10))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(meminfo + " has no line " + name));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the machine's memory from " + meminfo, e);
        }
    }

    /**
     * Returns the files that may limit this process, relative to the root. In a container its own group is the mount itself.
     * Under systemd it is a folder below, and every folder on the way limits too.
     */
    private static List<Path> cgroupFiles(Path root) {
        List<Path> files = new ArrayList<>();
        addUpwards(files, MOUNT_V2, group(root, "0::"), "memory.max");
        addUpwards(files, MOUNT_V1, group(root, "\\d+:([^:]*,)?memory(,[^:]*)?:"), "memory.limit_in_bytes");
        return files;
    }

    private static void addUpwards(List<Path> files, Path mount, Path group, String name) {
        Path folder = mount.resolve(group).normalize();
        while (folder != null && folder.startsWith(mount)) {
            files.add(folder.resolve(name));
            folder = folder.getParent();
        }
    }

    /** Returns the group of this process below the mount of a version; empty when there is none or it is unknown. */
    private static Path group(Path root, String prefix) {
        try {
            return Files.readAllLines(root.resolve("proc/self/cgroup")).stream()
                    .filter(line -> line.matches(prefix + "/.*"))
                    .map(line -> Path.of(line.replaceFirst(prefix + "/+", "")))
                    .findFirst()
                    .orElse(Path.of(""));
        } catch (IOException e) {
            return Path.of(""); // No control groups at all.
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
