package org.sparklaunch.launcher.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HttpProbeTest {
    private final HttpProbe probe = new HttpProbe();

    @Test
    void bodyOfAnAnswerIsReturned() throws Exception {
        try (HttpServers server = HttpServers.start()) {
            server.answer(200, "größe");

            assertThat(probe.get(server.url() + "/x")).contains("größe");
        }
    }

    @Test
    void otherStatusIsNotAccepted() throws Exception {
        try (HttpServers server = HttpServers.start()) {
            server.answer(503, "starting");

            assertThat(probe.get(server.url())).isEmpty();
        }
    }

    @Test
    void closedPortIsNotAccepted() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThat(probe.get("http://127.0.0.1:" + port)).isEmpty();
    }

    @Test
    void connectionThatIsCutIsNotAccepted() throws Exception {
        CompletableFuture<Optional<String>> answer;
        // The client may try again on a new connection; nothing accepts it after this block.
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + socket.getLocalPort();
            answer = CompletableFuture.supplyAsync(() -> probe.get(url));
            try (Socket accepted = socket.accept()) {
                accepted.setSoLinger(true, 0);
            }
        }

        assertThat(answer.join()).isEmpty();
    }
}
