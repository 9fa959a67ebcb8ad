package org.sparklaunch.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.platform.quantity.MemorySize;

class MachineMemoryTest {
    private static final String TWO_GIB = "2147483648";
    private static final String UNLIMITED_V1 = "9223372036854771712";

    @TempDir
    Path root;

    @BeforeEach
    void machineOfEightGibFitsTheDefaults() throws IOException {
        write("proc/meminfo", "MemTotal:        8388608 kB\nMemFree:          100000 kB\n");
    }

    @Test
    void totalIsTheMachinesMemoryWithoutControlGroups() {
        MachineMemory memory = MachineMemory.read(root);

        assertThat(memory).isEqualTo(new MachineMemory(new MemorySize(8192), "the machine's memory"));
    }

    @Test
    void availableMemoryIsThatOfTheMachine() throws IOException {
        write("proc/meminfo", "MemTotal:        8388608 kB\nMemAvailable:    4194304 kB\n");

        assertThat(MachineMemory.available(root)).isEqualTo(new MemorySize(4096));
    }

    @Test
    void cacheOfAGroupCountsAsAvailable() throws IOException {
        write("proc/meminfo", "MemTotal:        8388608 kB\nMemAvailable:    4194304 kB\n");
        write("proc/self/cgroup", "0::/\n");
        write("sys/fs/cgroup/memory.max", TWO_GIB);
        write("sys/fs/cgroup/memory.current", "1610612736");
        write("sys/fs/cgroup/memory.stat", "anon 1073741824\ninactive_file 536870912\n");

        assertThat(MachineMemory.available(root)).isEqualTo(new MemorySize(1024));
    }

    @Test
    void limitOfAContainerApplies() throws IOException {
        write("proc/self/cgroup", "0::/\n");
        write("sys/fs/cgroup/memory.max", TWO_GIB);

        MachineMemory memory = MachineMemory.read(root);

        assertThat(memory.total()).isEqualTo(new MemorySize(2048));
        assertThat(memory.source()).contains("sys/fs/cgroup/memory.max");
    }

    @Test
    void limitOfASystemdUnitApplies() throws IOException {
        write("proc/self/cgroup", "0::/system.slice/spark-launch.service\n");
        write("sys/fs/cgroup/system.slice/spark-launch.service/memory.max", TWO_GIB);

        assertThat(MachineMemory.read(root).total()).isEqualTo(new MemorySize(2048));
    }

    @Test
    void smallestLimitOfAllParentGroupsApplies() throws IOException {
        write("proc/self/cgroup", "0::/system.slice/spark-launch.service\n");
        write("sys/fs/cgroup/system.slice/memory.max", TWO_GIB);
        write("sys/fs/cgroup/system.slice/spark-launch.service/memory.max", "max");

        assertThat(MachineMemory.read(root).total()).isEqualTo(new MemorySize(2048));
    }

    @Test
    void limitOfVersionOneAppliesInAContainer() throws IOException {
        write("proc/self/cgroup", "9:name=systemd:/docker/1\n4:memory:/docker/1\n0::/\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", TWO_GIB);

        assertThat(MachineMemory.read(root).total()).isEqualTo(new MemorySize(2048));
    }

    @Test
    void hugeLimitOfVersionOneCountsAsUnlimited() throws IOException {
        write("proc/self/cgroup", "4:cpu,memory:/\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", UNLIMITED_V1);

        assertThat(MachineMemory.read(root).source()).isEqualTo("the machine's memory");
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text + "\n");
    }
}
