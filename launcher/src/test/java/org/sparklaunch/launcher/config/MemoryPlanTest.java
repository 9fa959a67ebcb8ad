package org.sparklaunch.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.settings.AccessConfig;
import org.sparklaunch.livy.settings.LivyConfig.SessionConfig;
import org.sparklaunch.livy.settings.LivyConfig.SharingConfig;
import org.sparklaunch.platform.quantity.MemorySize;

class MemoryPlanTest {
    private static ClusterSpec spec(int sessions, String driverMemory) {
        return spec(Role.ALL, sessions, driverMemory, false);
    }

    private static ClusterSpec spec(int sessions, String driverMemory, boolean onWorkers) {
        return spec(Role.ALL, sessions, driverMemory, onWorkers);
    }

    private static ClusterSpec spec(Role role, int sessions, String driverMemory, boolean onWorkers) {
        return new ClusterSpec(
                DiscoveryPath.DEFAULT,
                role,
                onWorkers,
                "127.0.0.1",
                OptionalInt.empty(),
                new WorkerSpec(2, 1, new MemorySize(1024), OptionalInt.empty()),
                Optional.of(new LivySpec(
                        "127.0.0.1",
                        OptionalInt.empty(),
                        new SessionConfig(
                                sessions,
                                SessionConfig.TIMEOUT,
                                SessionConfig.STATE_RETAIN,
                                1,
                                List.of(SessionKind.SQL),
                                new SharingConfig(false, 50)),
                        new LivySpec.DriverLimits(1, MemorySize.parse(driverMemory), onWorkers, List.of()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        AccessConfig.NONE,
                        false,
                        List.of(),
                        Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    @Test
    void allComponentsAreCounted() {
        assertThat(MemoryPlan.of(spec(5, "1g")).total().mebibytes())
                .isEqualTo(256 + 512 + 2 * 512 + 2 * 1024 + 256 + 5 * (1024 + 384));
    }

    @Test
    void onlyComponentsOfTheRoleAreCounted() {
        assertThat(MemoryPlan.of(spec(Role.LIVY, 5, "1g", false)).total().mebibytes())
                .isEqualTo(256 + 256 + 5 * (1024 + 384));
    }

    @Test
    void warmDriversNeedNoMemoryOfTheirOwn() {
        assertThat(MemoryPlan.of(spec(5, "1g")).describe()).contains("1 of them warm, without a session");
    }

    @Test
    void overheadOfALargeDriverIsATenthOfItsHeap() {
        assertThat(MemoryPlan.of(spec(1, "10g")).describe()).contains("overhead 1024 MiB");
    }

    @Test
    void driversOnWorkersNeedNoMemoryBesideTheServer() {
        MemoryPlan plan = MemoryPlan.of(spec(50, "1g", true));

        assertThat(plan.total().mebibytes()).isEqualTo(256 + 512 + 2 * 512 + 2 * 1024 + 256);
        assertThat(plan.describe()).contains("0 MiB  session drivers: --livy-max-sessions 50 x", "workers' memory");
    }

    @Test
    void warningNamesHowManyDriversFitOnTheWorkers() {
        assertThat(MemoryPlan.warnOfFewWorkers(spec(3, "512m", true)))
                .hasValueSatisfying(words -> assertThat(words).contains("room for 2 of 3 session drivers"));
        assertThat(MemoryPlan.warnOfFewWorkers(spec(1, "512m", true))).isEmpty();
        assertThat(MemoryPlan.warnOfFewWorkers(spec(50, "1g"))).isEmpty();
    }

    @Test
    void clusterThatNeedsExactlyTheMachinesMemoryFits() {
        MemoryPlan plan = MemoryPlan.of(spec(5, "1g"));

        assertThatCode(() -> plan.checkFits(new MachineMemory(plan.total(), "the machine's memory")))
                .doesNotThrowAnyException();
    }

    @Test
    void refusalNamesTheSumAndTheLimit() {
        MemoryPlan plan = MemoryPlan.of(spec(5, "1g"));

        assertThatThrownBy(() -> plan.checkFits(new MachineMemory(new MemorySize(4096), "the machine's memory")))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("the machine's memory is 4096 MiB")
                .hasMessageContaining("7040 MiB  session drivers: --livy-max-sessions 5")
                .hasMessageContaining("11136 MiB  in total");
    }
}
