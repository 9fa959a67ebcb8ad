package org.sparklaunch.authentication.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one client address can occupy of a server. */
class ClientLimitsTest {
    private static final String ONE = "127.0.0.2";
    private static final String OTHER = "127.0.0.3";

    private final CountDownLatch end = new CountDownLatch(1);
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final List<Socket> clients = new ArrayList<>();

    /** Occupies a thread until the end of the test, unless the path is {@code /fast}. */
    private final class Slow extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws InterruptedException {
            if (!Request.getPathInContext(request).equals("/fast")) {
                end.await();
            }
            callback.succeeded();
            return true;
        }
    }

    private void start(Handler.Wrapper outermost) throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        Handler.Wrapper innermost = outermost;
        while (innermost.getHandler() instanceof Handler.Wrapper next) {
            innermost = next;
        }
        innermost.setHandler(new Slow());
        server.setHandler(outermost);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        end.countDown();
        for (Socket client : clients) {
            client.close();
        }
        server.stop();
    }

    private Socket connect(String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), connector.getLocalPort()));
        socket.setSoTimeout(20_000);
        clients.add(socket);
        return socket;
    }

    private static void get(Socket socket, String path) throws IOException {
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns whether the server answers the request. */
    private static boolean isServed(Socket socket) throws IOException {
        try {
            get(socket, "/fast");
            return socket.getInputStream().read() == 'H';
        } catch (SocketException e) {
            return false;
        }
    }

    @Test
    void oneAddressOccupiesHalfOfTheThreadsAtMost() throws Exception {
        start(new ReservedThreads(4, Set.of()));
        for (int i = 0; i < 20; i++) {
            get(connect(ONE), "/slow");
        }

        assertThat(isServed(connect(OTHER))).isTrue();
        assertThat(isServed(connect("127.0.0.4"))).isTrue();
    }

    /** They need no login. */
    @Test
    void healthRequestsDoNotOccupyTheThreadsOfOthers() throws Exception {
        start(new ReservedThreads(4, Set.of("/health")));
        for (int i = 0; i < 300; i++) {
            get(connect(ONE), "/health");
        }

        assertThat(isServed(connect(ONE))).isTrue();
        assertThat(isServed(connect(OTHER))).isTrue();
    }

    @Test
    void connectionsBeyondTheLimitOfAnAddressAreClosed() throws Exception {
        server.addBean(new AddressConnections(server, 3));
        start(new ReservedThreads(4, Set.of()));
        for (int i = 0; i < 3; i++) {
            assertThat(isServed(connect(ONE))).isTrue();
        }

        assertThat(isServed(connect(ONE))).isFalse();
        assertThat(isServed(connect(OTHER))).isTrue();
    }

    @Test
    void closedConnectionsDoNotCount() throws Exception {
        AddressConnections limit = new AddressConnections(server, 1);
        server.addBean(limit);
        start(new ReservedThreads(4, Set.of()));
        for (int i = 0; i < 5; i++) {
            Socket client = connect(ONE);
            assertThat(isServed(client)).isTrue();
            client.close();
            await().until(() -> limit.addresses() == 0);
        }
    }

    @Test
    void anIpv6ClientIsItsNetwork() throws IOException {
        assertThat(client("2001:db8:1:2::1")).isEqualTo(client("2001:db8:1:2:ffff::9"));
        assertThat(client("2001:db8:1:2::1")).isNotEqualTo(client("2001:db8:1:3::1"));
        assertThat(client("10.0.0.1")).isNotEqualTo(client("10.0.0.2"));
    }

    private static String client(String address) throws IOException {
        return ClientAddress.of(new InetSocketAddress(InetAddress.getByName(address), 1));
    }
}
