package org.sparklaunch.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1:2181", "localhost:2181,other:2181", "localhost", "127.0.0.1:2181/chroot", "[::1]:2181"
            })
    void serverOnThisMachineIsReachedFromLoopback(String servers) {
        assertThat(LocalAddress.towards(servers)).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-host.invalid:2181", ""})
    void unknownServerMeansLoopback(String servers) {
        assertThat(LocalAddress.towards(servers)).isEqualTo("127.0.0.1");
    }
}
