package org.sparklaunch.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On files laid out as Linux lays out control groups; the kernel's part is not in it. */
class DelegatedGroupTest {
    private static final String SERVICE = "sys/fs/cgroup/system.slice/spark-launch.service/";

    @TempDir
    Path root;

    @BeforeEach
    void serviceWithDelegation() throws IOException {
        write("proc/self/cgroup", "0::/system.slice/spark-launch.service\n");
        write("sys/fs/cgroup/cgroup.controllers", "cpu memory pids\n");
        write(SERVICE + "cgroup.controllers", "cpu memory\n");
        write(SERVICE + "cgroup.subtree_control", "");
        write(SERVICE + "cgroup.procs", ProcessHandle.current().pid() + "\n");
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void delegatedGroupIsDivided() throws IOException {
        DelegatedGroup group = DelegatedGroup.find(root);

        assertThat(group.obstacle()).isEmpty();
        Files.createDirectories(group.folder().resolve("launch"));
        group.divide();

        assertThat(root.resolve(SERVICE + "launch/cgroup.procs"))
                .hasContent(Long.toString(ProcessHandle.current().pid()));
        assertThat(root.resolve(SERVICE + "cgroup.subtree_control")).hasContent("+memory +cpu");
    }

    @Test
    void groupWithOtherProcessesIsNotDivided() throws IOException {
        write(SERVICE + "cgroup.procs", "1\n2\n");

        assertThat(DelegatedGroup.find(root).obstacle()).contains("holds 2 other processes");
    }

    @Test
    void groupWithoutTheControllersIsNotDivided() throws IOException {
        write(SERVICE + "cgroup.controllers", "pids\n");

        assertThat(DelegatedGroup.find(root).obstacle()).contains("lacks the controllers");
    }

    @Test
    void controlGroupsOfVersionOneAreNotDivided() throws IOException {
        Files.delete(root.resolve("sys/fs/cgroup/cgroup.controllers"));

        assertThat(DelegatedGroup.find(root).obstacle()).contains("version 2");
    }
}
