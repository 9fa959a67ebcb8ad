package org.sparklaunch.platform.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {
    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1.2.3",
                "localhost",
                "LOCALHOST",
                "::1",
                "[::1]",
                "0:0:0:0:0:0:0:1",
                "::ffff:127.0.0.1"
            })
    void loopbackAddressesAndNamesAreLoopback(String host) {
        assertThat(Loopback.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0.0.0.0",
                "::",
                "10.0.0.1",
                "128.0.0.1",
                "fe80::1",
                "::ffff:10.0.0.1",
                "127.cluster.example.invalid",
                "127.0.0.1.example.invalid",
                "no-such-host.invalid",
                "127.0.0.1 "
            })
    void everythingElseIsNot(String host) {
        assertThat(Loopback.isLoopback(host)).isFalse();
    }

    @Test
    void nameIsCheckedByItsAddressAndNotByItsSpelling() {
        assertThat(Loopback.isLoopback("127.cluster.example.org", host -> new InetAddress[] {address("10.1.2.3")}))
                .isFalse();
        assertThat(Loopback.isLoopback("node7.example.org", host -> new InetAddress[] {address("127.0.1.1")}))
                .isTrue();
    }

    @Test
    void nameWithOneOpenAddressAmongSeveralIsOpen() {
        InetAddress[] both = {InetAddress.getLoopbackAddress(), new InetSocketAddress("10.0.0.1", 1).getAddress()};

        assertThat(Loopback.isLoopback("both", host -> both)).isFalse();
    }

    @Test
    void answerIsThatOfABind() throws Exception {
        for (String host : new String[] {"127.0.0.1", "localhost", "127.3"}) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(host, 0));

                assertThat(Loopback.isLoopback(host))
                        .isEqualTo(socket.getInetAddress().isLoopbackAddress());
            }
        }
    }
}
