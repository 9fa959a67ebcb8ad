package org.sparklaunch.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PortsTest {
    private final Ports ports = new Ports("127.0.0.1");

    @Test
    void nextFreePortIsChosenWhenTheWellKnownOneIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = ports.choose("test", OptionalInt.empty(), taken.getLocalPort());

            assertThat(port).isGreaterThan(taken.getLocalPort());
        }
    }

    @Test
    void noPortIsChosenTwice() {
        int first = ports.choose("test", OptionalInt.empty(), 20_000);

        assertThat(ports.choose("test", OptionalInt.empty(), first)).isNotEqualTo(first);
    }

    @Test
    void wantedPortInUseIsRefusedWithItsOwner() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> ports.choose("Spark master", OptionalInt.of(taken.getLocalPort()), 7077))
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("Spark master")
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }
}
