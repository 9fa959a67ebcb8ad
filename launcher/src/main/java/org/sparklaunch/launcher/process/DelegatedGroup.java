package org.sparklaunch.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The control group of this process, which may be divided so that the kernel limits each driver. That needs control groups
 * version 2 and a delegated group without other processes: systemd's {@code Delegate=yes}.
 *
 * @param folder of the group; meaningless when it may not be divided
 * @param obstacle why it may not be divided; empty when it may
 */
public record DelegatedGroup(Path folder, String obstacle) {
    private static final List<String> CONTROLLERS = List.of("memory", "cpu");

    /** Finds the group and changes nothing. */
    public static DelegatedGroup find() {
        return find(Path.of("/"));
    }

    static DelegatedGroup find(Path root) {
        try {
            Path mount = root.resolve("sys/fs/cgroup");
            if (!Files.exists(mount.resolve("cgroup.controllers"))) {
                return none("this machine has no control groups of version 2 alone");
            }
            String own = Files.readAllLines(root.resolve("proc/self/cgroup")).stream()
                    .filter(line -> line.startsWith("0::/"))
                    .map(line -> line.substring("0::/".length()))
                    .findFirst()
                    .orElse("");
            return examine(mount.resolve(own));
        } catch (IOException e) {
            return none("the control group of this process cannot be read: " + e.getMessage());
        }
    }

    private static DelegatedGroup examine(Path group) throws IOException {
        if (!Files.isWritable(group) || !Files.isWritable(group.resolve("cgroup.subtree_control"))) {
            return none("the control group " + group + " is not writable");
        }
        List<String> controllers = List.of(
                Files.readString(group.resolve("cgroup.controllers")).strip().split(" ", -1));
        if (!controllers.containsAll(CONTROLLERS)) {
            return none("the control group " + group + " lacks the controllers memory and cpu");
        }
        long others = Files.readAllLines(group.resolve("cgroup.procs")).stream()
                .filter(pid -> !pid.isBlank()
                        && !pid.equals(Long.toString(ProcessHandle.current().pid())))
                .count();
        return others == 0
                ? new DelegatedGroup(group, "")
                : none("the control group " + group + " holds " + others + " other processes");
    }

    private static DelegatedGroup none(String why) {
        return new DelegatedGroup(Path.of(""), why);
    }

    /** Returns whether {@link #divide} can be tried. */
    public boolean isOurs() {
        return obstacle.isEmpty();
    }

    /**
     * Moves this process and its future children into a group below, so that others can be created beside it. The kernel allows
     * no process in a group that delegates controllers.
     *
     * @throws IOException when the kernel refuses; the process is then in the old group or in the new one, and both work
     */
    public void divide() throws IOException {
        Path part = Files.createDirectories(folder.resolve("launch"));
        Files.writeString(
                part.resolve("cgroup.procs"),
                Long.toString(ProcessHandle.current().pid()));
        Files.writeString(folder.resolve("cgroup.subtree_control"), "+memory +cpu");
    }
}
