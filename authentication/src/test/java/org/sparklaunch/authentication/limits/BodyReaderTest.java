package org.sparklaunch.authentication.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sparklaunch.authentication.testing.DrippingClients;

class BodyReaderTest {
    private static final int MOST_BYTES = 1_000;

    private final Server server = new Server();
    private BodyReader reader;

    private URI start(Duration timeLimit, long mostHeld) throws Exception {
        reader = new BodyReader(timeLimit, mostHeld);
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                var unused = reader.read(request, MOST_BYTES).whenComplete((body, failure) -> {
                    if (failure instanceof BodyException refused) {
                        Response.writeError(request, response, callback, refused.status());
                    } else {
                        callback.succeeded();
                    }
                });
                return true;
            }
        });
        server.start();
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private static Socket send(URI address, String head, String body) throws IOException {
        return sendFrom("127.0.0.1", address, head, body);
    }

    private static Socket sendFrom(String from, URI address, String head, String body) throws IOException {
        Socket socket =
                new Socket(InetAddress.getByName(address.getHost()), address.getPort(), InetAddress.getByName(from), 0);
        String request = "POST / HTTP/1.1\r\nHost: x\r\n" + head + "\r\n\r\n" + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static String status(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
    }

    @Test
    void completeBodyIsRead() throws Exception {
        try (Socket client = send(start(Duration.ofSeconds(20), 10_000), "Content-Length: 5", "hello")) {
            assertThat(status(client)).isEqualTo("HTTP/1.1 200");
            assertThat(reader.held()).isZero();
        }
    }

    @Test
    void bodyThatDripsIsRefusedAfterTheTimeLimit() throws Exception {
        URI address = start(Duration.ofMillis(300), 10_000);
        try (DrippingClients clients = DrippingClients.open(address, 5, "POST / HTTP/1.1")) {
            assertThat(clients.statusLine(4)).startsWith("HTTP/1.1 408");
        }
        await().untilAsserted(() -> assertThat(reader.held()).isZero());
    }

    @Test
    void bodyWithoutALengthIsRefusedAtTheLimit() throws Exception {
        String chunk = "7d0\r\n" + "x".repeat(2_000) + "\r\n0\r\n\r\n";
        try (Socket client = send(start(Duration.ofSeconds(20), 10_000), "Transfer-Encoding: chunked", chunk)) {
            assertThat(status(client)).isEqualTo("HTTP/1.1 413");
            assertThat(reader.held()).isZero();
        }
    }

    @Test
    void bodiesTogetherAreRefusedAtTheLimitOfMemory() throws Exception {
        URI address = start(Duration.ofSeconds(20), 1_500);
        try (Socket first = send(address, "Content-Length: 1000", "x".repeat(999))) {
            await().untilAsserted(() -> assertThat(reader.held()).isEqualTo(999));
            try (Socket second = send(address, "Content-Length: 1000", "x".repeat(999))) {
                assertThat(status(second)).isEqualTo("HTTP/1.1 503");
            }
            await().untilAsserted(() -> assertThat(reader.held()).isEqualTo(999));
            first.getOutputStream().write('x');

            assertThat(status(first)).isEqualTo("HTTP/1.1 200");
            assertThat(reader.held()).isZero();
        }
    }

    @Test
    void oneAddressLeavesMemoryForOthers() throws Exception {
        URI address = start(Duration.ofSeconds(20), 1_600);
        try (Socket first = send(address, "Content-Length: 1000", "x".repeat(850))) {
            await().untilAsserted(() -> assertThat(reader.held()).isEqualTo(850));
            try (Socket second = send(address, "Content-Length: 400", "x".repeat(399));
                    Socket other = sendFrom("127.0.0.2", address, "Content-Length: 200", "x".repeat(200))) {
                assertThat(status(second)).isEqualTo("HTTP/1.1 503");
                assertThat(status(other)).isEqualTo("HTTP/1.1 200");
            }
            first.getOutputStream().write("x".repeat(150).getBytes(StandardCharsets.ISO_8859_1));

            assertThat(status(first)).isEqualTo("HTTP/1.1 200");
            assertThat(reader.held()).isZero();
        }
    }

    @Test
    void memoryOfABodyWhoseClientLeavesIsFree() throws Exception {
        URI address = start(Duration.ofSeconds(20), 10_000);
        try (Socket client = send(address, "Content-Length: 1000", "x".repeat(500))) {
            await().untilAsserted(() -> assertThat(reader.held()).isEqualTo(500));
            assertThat(client.isConnected()).isTrue();
        }

        await().untilAsserted(() -> assertThat(reader.held()).isZero());
    }
}
