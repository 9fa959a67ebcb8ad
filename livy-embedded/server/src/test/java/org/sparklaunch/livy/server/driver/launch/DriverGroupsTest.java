package org.sparklaunch.livy.server.driver.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.platform.quantity.MemorySize;

/** On files laid out as Linux lays out control groups; the kernel's part is not in it. */
class DriverGroupsTest {
    private static final MemorySize HEAP = MemorySize.parse("1g");

    @TempDir
    Path root;

    private Path parent;
    private DriverFolder driver;

    @BeforeEach
    void partOfTheLauncher() throws IOException {
        parent = root.resolve("sys/fs/cgroup/service");
        Files.createDirectories(parent.resolve("launch"));
        Files.writeString(parent.resolve("cgroup.subtree_control"), "cpu memory\n");
        Files.createDirectories(root.resolve("proc/self"));
        Files.writeString(root.resolve("proc/self/cgroup"), "0::/service/launch\n");
        driver = new DriverFolder(root.resolve("sessions/7"));
    }

    @Test
    void driverEntersAGroupWithItsHeapItsOverheadAndItsCores() throws IOException {
        List<String> before = DriverGroups.find(root).entering(driver, HEAP, 2);

        Path group = parent.resolve("driver-sessions-7");
        assertThat(before).startsWith("sh", "-c").endsWith(group.toString());
        assertThat(group.resolve("memory.max")).hasContent(Long.toString((1024L + 384) << 20));
        assertThat(group.resolve("cpu.max")).hasContent("200000 100000");
    }

    @Test
    void commandRunsInTheGroupAlsoWhereTheGroupIsGone() throws Exception {
        List<String> command = new ArrayList<>(DriverGroups.find(root).entering(driver, HEAP, 1));
        command.addAll(List.of("sh", "-c", "exit 7"));
        command.set(3, root.resolve("no-such-group").toString());

        assertThat(new ProcessBuilder(command).start().waitFor()).isEqualTo(7);
    }

    @Test
    void driversStartWithoutAGroupWhereNoneIsDelegated() throws IOException {
        Files.writeString(root.resolve("proc/self/cgroup"), "0::/user.slice\n");

        assertThat(DriverGroups.find(root).entering(driver, HEAP, 1)).isEmpty();
    }

    @Test
    void groupsInUseAndThoseJustMadeStay() throws IOException {
        Path young = group("driver-sessions-2", "populated 0", Duration.ZERO);
        Path used = group("driver-sessions-3", "populated 1", Duration.ofMinutes(2));

        DriverGroups.find(root).sweep();

        assertThat(List.of(young, used)).allSatisfy(group -> assertThat(group).exists());
    }

    private Path group(String name, String events, Duration age) throws IOException {
        Path group = Files.createDirectories(parent.resolve(name));
        Files.writeString(group.resolve("cgroup.events"), events + "\nfrozen 0\n");
        Files.setLastModifiedTime(group, FileTime.from(Instant.now().minus(age)));
        return group;
    }
}
