package org.sparklaunch.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.discovery.DiscoveryPath;

class MemoryPlanTest {
    private static ClusterSpec spec(int sessions, String driverMemory) {
        return spec(Role.ALL, sessions, driverMemory, DriverPlacement.SERVER);
    }

    private static ClusterSpec spec(int sessions, String driverMemory, DriverPlacement placement) {
        return spec(Role.ALL, sessions, driverMemory, placement);
    }

    private static ClusterSpec spec(Role role, int sessions, String driverMemory, DriverPlacement placement) {
        return new ClusterSpec(
                DiscoveryPath.DEFAULT,
                role,
                placement == DriverPlacement.WORKER,
                "127.0.0.1",
                OptionalInt.empty(),
                new WorkerSpec(2, 1, new MemorySize(1024), OptionalInt.empty()),
                Optional.of(new LivySpec(
                        "127.0.0.1",
                        OptionalInt.empty(),
                        sessions,
                        new WarmSpec(1, false),
                        SharingSpec.NONE,
                        new LivySpec.DriverSpec(1, MemorySize.parse(driverMemory), placement, List.of()),
                        Optional.empty(),
                        Optional.empty(),
                        LivyAccess.NONE,
                        false,
                        Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    @Test
    void everythingCounts() {
        assertThat(MemoryPlan.of(spec(5, "1g")).total().mebibytes())
                .isEqualTo(256 + 512 + 2 * 512 + 2 * 1024 + 256 + 5 * (1024 + 384));
    }

    @Test
    void onlyWhatRunsHereCounts() {
        assertThat(MemoryPlan.of(spec(Role.LIVY, 5, "1g", DriverPlacement.SERVER))
                        .total()
                        .mebibytes())
                .isEqualTo(256 + 256 + 5 * (1024 + 384));
    }

    @Test
    void warmDriversAreAmongThoseOfSessions() {
        assertThat(MemoryPlan.of(spec(5, "1g")).describe()).contains("1 of them warm without a session");
    }

    @Test
    void aBigDriversOverheadIsATenth() {
        assertThat(MemoryPlan.of(spec(1, "10g")).describe()).contains("overhead 1024 MiB");
    }

    @Test
    void driversOnWorkersAreInTheWorkersMemory() {
        MemoryPlan plan = MemoryPlan.of(spec(50, "1g", DriverPlacement.WORKER));

        assertThat(plan.total().mebibytes()).isEqualTo(256 + 512 + 2 * 512 + 2 * 1024 + 256);
        assertThat(plan.describe()).contains("0 MiB  session drivers: --livy-max-sessions 50 x", "workers' memory");
    }

    @Test
    void tooFewWorkersForAllDriversAreTold() {
        assertThat(MemoryPlan.shortOfWorkers(spec(3, "512m", DriverPlacement.WORKER)))
                .hasValueSatisfying(words -> assertThat(words).contains("room for 2 of 3 session drivers"));
        assertThat(MemoryPlan.shortOfWorkers(spec(1, "512m", DriverPlacement.WORKER)))
                .isEmpty();
        assertThat(MemoryPlan.shortOfWorkers(spec(50, "1g"))).isEmpty();
    }

    @Test
    void aMachineThatHoldsItIsAccepted() {
        MemoryPlan plan = MemoryPlan.of(spec(5, "1g"));

        assertThatCode(() -> plan.checkFits(new MachineMemory(plan.total(), "the machine's memory")))
                .doesNotThrowAnyException();
    }

    @Test
    void aRefusalShowsTheSumAndTheLimit() {
        MemoryPlan plan = MemoryPlan.of(spec(5, "1g"));

        assertThatThrownBy(() -> plan.checkFits(new MachineMemory(new MemorySize(4096), "the machine's memory")))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("the machine's memory is 4096 MiB")
                .hasMessageContaining("7040 MiB  session drivers: --livy-max-sessions 5")
                .hasMessageContaining("11136 MiB  in all");
    }

    @Test
    void theControlGroupsLimitCountsWhenItIsLess(@TempDir Path root) throws Exception {
        write(root, "proc/meminfo", "MemTotal:       8388608 kB\n");
        write(root, "sys/fs/cgroup/memory.max", "2147483648\n");

        MachineMemory memory = MachineMemory.read(root);

        assertThat(memory.total()).isEqualTo(new MemorySize(2048));
        assertThat(memory.source()).contains("control group");
    }

    @Test
    void anUnlimitedControlGroupLeavesTheMachinesMemory(@TempDir Path root) throws Exception {
        write(root, "proc/meminfo", "MemTotal:       8388608 kB\n");
        write(root, "sys/fs/cgroup/memory.max", "max\n");

        assertThat(MachineMemory.read(root).total()).isEqualTo(new MemorySize(8192));
    }

    private static void write(Path root, String name, String text) throws Exception {
        Files.createDirectories(root.resolve(name).getParent());
        Files.writeString(root.resolve(name), text);
    }
}
