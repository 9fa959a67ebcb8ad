package org.sparklaunch.authentication.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortGuardTest {
    private static final int OWN = 1000;
    private static final int NOT_FOUND = -1;

    private static PortGuard guard(SocketOwner owner) {
        return new PortGuard("a test", CompletableFuture.completedFuture(Optional.of(owner)), OWN);
    }

    private static boolean admits(int uid, String client) throws IOException {
        SocketOwner owner = (from, to) -> uid == NOT_FOUND ? OptionalInt.empty() : OptionalInt.of(uid);
        return guard(owner)
                .admits(
                        new InetSocketAddress(InetAddress.getByName(client), 40_000),
                        new InetSocketAddress(InetAddress.getByName(client), 20_000));
    }

    @ParameterizedTest
    @CsvSource({"1000, 127.0.0.1", "1000, ::1", "0, 127.0.0.1", "1000, 192.0.2.7", "-1, 192.0.2.7", "-1, 2001:db8::7"})
    void ownAccountRootAndOtherMachinesAreAdmitted(int uid, String client) throws IOException {
        assertThat(admits(uid, client)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1001, 127.0.0.1", "1001, ::1", "1001, 192.0.2.7", "65534, 127.0.0.1", "-1, 127.0.0.1", "-1, ::1"})
    void otherAccountsAndUnknownOnesOfThisMachineAreNot(int uid, String client) throws IOException {
        assertThat(admits(uid, client)).isFalse();
    }

    @Test
    void loopbackConnectionWhoseAccountCannotBeRequestedIsNotAdmitted() {
        SocketOwner broken = (from, to) -> {
            throw new IOException("no answer");
        };
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

        assertThat(guard(broken).admits(address, address)).isFalse();
    }

    @Test
    void guardThatAdmitsEveryoneRequestsNoAccount() {
        assertThat(PortGuard.everyone().admits(null, null)).isTrue();
    }

    @Test
    void connectionOfThisProcessIsAdmitted() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            assertThat(client.isConnected()).isTrue();
            assertThat(PortGuard.ofOwnAccount("a test")
                            .admits(accepted.getRemoteSocketAddress(), accepted.getLocalSocketAddress()))
                    .isTrue();
        }
    }

    @Test
    void connectionFromAnotherNetworkNamespaceIsAdmitted() throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root can make a namespace");
        try (NetworkNamespace other = NetworkNamespace.open();
                ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName(NetworkNamespace.HERE))) {
            Process client = other.connect(server.getLocalPort());
            try (Socket accepted = server.accept()) {
                assertThat(PortGuard.ofOwnAccount("a test")
                                .admits(accepted.getRemoteSocketAddress(), accepted.getLocalSocketAddress()))
                        .isTrue();
            } finally {
                client.destroyForcibly().waitFor();
            }
        }
    }
}
