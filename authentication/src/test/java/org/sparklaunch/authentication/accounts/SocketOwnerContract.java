package org.sparklaunch.authentication.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every way to find the owner of a connection does. */
abstract class SocketOwnerContract {
    private static final int OTHER_UID = 64_321;

    private final SocketOwner owner = owner();

    abstract SocketOwner owner();

    private static ServerSocket server(String host) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        try {
            return new ServerSocket(0, 10, address);
        } catch (IOException e) {
            return Assumptions.abort(host + " cannot be bound here: " + e.getMessage());
        }
    }

    /** The addresses as the server sees them. */
    private OptionalInt clientOf(Socket accepted) throws IOException {
        return owner.uid((InetSocketAddress) accepted.getRemoteSocketAddress(), (InetSocketAddress)
                accepted.getLocalSocketAddress());
    }

    private static int ownUid() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    /** A connection of another account; ends with the process. */
    private static Process connectAs(int uid, ServerSocket server) throws IOException {
        Assumptions.assumeTrue(ownUid() == 0, "only root can become another account");
        String target = "/dev/tcp/" + server.getInetAddress().getHostAddress() + "/" + server.getLocalPort();
        return new ProcessBuilder(
                        "setpriv",
                        "--reuid=" + uid,
                        "--clear-groups",
                        "bash",
                        "-c",
                        "exec 3<>" + target + " && read -t 30 <&3")
                .start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "127.0.0.2"})
    void ownConnectionHasTheOwnAccount(String host) throws IOException {
        try (ServerSocket server = server(host);
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            assertThat(client.isConnected()).isTrue();
            assertThat(clientOf(accepted)).hasValue(ownUid());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void connectionOfAnotherAccountHasThatAccount(String host) throws Exception {
        try (ServerSocket server = server(host)) {
            Process client = connectAs(OTHER_UID, server);
            try (Socket accepted = server.accept()) {
                assertThat(clientOf(accepted)).hasValue(OTHER_UID);
            } finally {
                client.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void connectionOfAProcessThatEndedHasNoAccount() throws Exception {
        try (ServerSocket server = server("127.0.0.1")) {
            Process client = connectAs(OTHER_UID, server);
            try (Socket accepted = server.accept()) {
                client.destroyForcibly().waitFor();

                await().untilAsserted(() -> assertThat(clientOf(accepted)).isEmpty());
            }
        }
    }

    @Test
    void halfClosedConnectionHasNoAccount() throws IOException {
        try (ServerSocket server = server("127.0.0.1");
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            client.shutdownOutput();

            assertThat(clientOf(accepted)).isEmpty();
        }
    }

    @Test
    void otherPortsAndAddressesHaveNoAccount() throws IOException {
        try (ServerSocket server = server("127.0.0.1");
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            InetSocketAddress here = (InetSocketAddress) accepted.getLocalSocketAddress();
            InetSocketAddress there = (InetSocketAddress) accepted.getRemoteSocketAddress();
            InetAddress elsewhere = InetAddress.getByName("127.0.0.9");

            assertThat(client.isConnected()).isTrue();
            assertThat(owner.uid(new InetSocketAddress(elsewhere, there.getPort()), here))
                    .isEmpty();
            assertThat(owner.uid(there, new InetSocketAddress(elsewhere, here.getPort())))
                    .isEmpty();
            assertThat(owner.uid(new InetSocketAddress(there.getAddress(), 1), here))
                    .isEmpty();
        }
    }

    @Test
    void listeningSocketIsNotAClient() throws IOException {
        try (ServerSocket server = server("127.0.0.1")) {
            InetSocketAddress listening = (InetSocketAddress) server.getLocalSocketAddress();

            assertThat(owner.uid(listening, new InetSocketAddress(listening.getAddress(), 40_000)))
                    .isEmpty();
        }
    }

    @Test
    void addressesOfDifferentFamiliesHaveNoAccount() throws IOException {
        InetAddress four = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        InetAddress six = InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});

        assertThat(owner.uid(new InetSocketAddress(four, 40_000), new InetSocketAddress(six, 40_001)))
                .isEmpty();
    }

    @Test
    void connectionFromAnotherNetworkNamespaceHasNoAccount() throws Exception {
        Assumptions.assumeTrue(ownUid() == 0, "only root can make a network namespace");
        try (NetworkNamespace other = NetworkNamespace.open();
                ServerSocket server = server(NetworkNamespace.HERE)) {
            Process client = other.connect(server.getLocalPort());
            try (Socket accepted = server.accept()) {
                assertThat(clientOf(accepted)).isEmpty();
            } finally {
                client.destroyForcibly().waitFor();
            }
        }
    }
}
