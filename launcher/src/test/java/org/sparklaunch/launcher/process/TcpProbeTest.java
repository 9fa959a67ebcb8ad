package org.sparklaunch.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TcpProbeTest {
    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static boolean isOpen(ServerSocket server) {
        return TcpProbe.isOpen("127.0.0.1", server.getLocalPort());
    }

    @Test
    void serverThatReadsUntilTheEndOfAConnectionIsOpen() throws Exception {
        try (ServerSocket server = listen()) {
            CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> {
                try (Socket accepted = server.accept()) {
                    return accepted.getInputStream().readAllBytes().length;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

            assertThat(isOpen(server)).isTrue();
            assertThat(read.get()).isZero();
        }
    }

    @Test
    void serverThatAcceptsNothingIsNotOpenYet() throws IOException {
        try (ServerSocket server = listen()) {
            assertThat(isOpen(server)).isFalse();
        }
    }

    @Test
    void portWithoutAServerIsNotOpen() throws IOException {
        ServerSocket server = listen();
        server.close();

        assertThat(isOpen(server)).isFalse();
    }
}
