package org.sparklaunch.livy.server.driver.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.settings.MemoryOverhead;
import org.sparklaunch.platform.quantity.MemorySize;

/**
 * Gives each driver a control group with its limits. What leaks beside the heap, and what its Python and R processes
 * use, then ends that driver and no other. Where no group can be divided, or the kernel refuses, drivers start without
 * limits. Thread-safe.
 */
public final class DriverGroups {
    private static final Logger log = LoggerFactory.getLogger(DriverGroups.class);

    private static final int CPU_PERIOD_MICROS = 100_000;
    private static final String PREFIX = "driver-";
    private static final String LAUNCHERS_PART = "launch";
    /** Longer than a process needs to enter the group that was made for it. */
    private static final Duration ENTERED = Duration.ofMinutes(1);

    /** The command enters the group before it becomes the driver, so the driver is never outside of it. */
    private static final String ENTER = "echo 0 > \"$0/cgroup.procs\" 2>/dev/null; exec \"$@\"";

    /** Drivers that are limited by their heap alone. */
    public static final DriverGroups NONE = new DriverGroups(null);

    private final @Nullable Path parent;

    private DriverGroups(@Nullable Path parent) {
        this.parent = parent;
    }

    /**
     * Beside the part that the launcher made for itself and all servers, in the group that was handed over to it; none when
     * this process is in no such part.
     */
    public static DriverGroups ofThisProcess() {
        return find(Path.of("/"));
    }

    static DriverGroups find(Path root) {
        try {
            String own = Files.readAllLines(root.resolve("proc/self/cgroup")).stream()
                    .filter(line -> line.startsWith("0::/"))
                    .map(line -> line.substring("0::/".length()))
                    .findFirst()
                    .orElse("");
            Path group = root.resolve("sys/fs/cgroup").resolve(own);
            Path handedOver = group.resolveSibling("cgroup.subtree_control");
            if (group.endsWith(LAUNCHERS_PART)
                    && Files.isWritable(handedOver)
                    && Files.readString(handedOver).contains("memory")) {
                return new DriverGroups(group.getParent());
            }
        } catch (IOException e) {
            log.debug("no control groups", e);
        }
        log.info("only the heap limits drivers: no control group is delegated to this launch");
        return NONE;
    }

    /** What stands before the command of a driver. */
    List<String> entering(DriverFolder driver, MemorySize heap, int cores) {
        if (parent == null) {
            return List.of();
        }
        Path group = parent.resolve(PREFIX + name(driver));
        try {
            Files.createDirectories(group);
            MemorySize limit = heap.plus(MemoryOverhead.of(heap));
            Files.writeString(group.resolve("memory.max"), Long.toString(limit.toBytes()));
            Files.writeString(group.resolve("cpu.max"), (long) cores * CPU_PERIOD_MICROS + " " + CPU_PERIOD_MICROS);
            return List.of("sh", "-c", ENTER, group.toString());
        } catch (IOException e) {
            log.warn("cannot limit {} by a control group: {}", driver.root(), e.toString());
            return List.of();
        }
    }

    /** The last two names of the folder: sessions and batches have the same numbers. */
    private static String name(DriverFolder driver) {
        Path root = driver.root();
        int names = root.getNameCount();
        return root.subpath(names - 2, names).toString().replace('/', '-');
    }

    /** Removes the empty groups. */
    public void sweep() {
        if (parent == null) {
            return;
        }
        try (Stream<Path> groups = Files.list(parent)) {
            for (Path group : groups.filter(g -> g.getFileName().toString().startsWith(PREFIX))
                    .toList()) {
                remove(group);
            }
        } catch (IOException e) {
            log.warn("cannot remove the control groups of ended drivers in {}", parent, e);
        }
    }

    private static void remove(Path group) throws IOException {
        List<String> events = Files.exists(group.resolve("cgroup.events"))
                ? Files.readAllLines(group.resolve("cgroup.events"))
                : List.of();
        Instant made = Files.getLastModifiedTime(group).toInstant();
        if (events.contains("populated 0") && made.isBefore(Instant.now().minus(ENTERED))) {
            Files.deleteIfExists(group);
        }
    }
}
