package org.sparklaunch.launcher.spark;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/** A small HTTP server that gives the same answer at every path. */
final class HttpServers implements AutoCloseable {
    private final HttpServer server;
    private final AtomicReference<String> body = new AtomicReference<>("");
    private volatile int status = 200;

    private HttpServers(HttpServer server) {
        this.server = server;
    }

    static HttpServers start() throws IOException {
        HttpServers servers =
                new HttpServers(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        servers.server.createContext("/", exchange -> {
            byte[] bytes = servers.body.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(servers.status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        servers.server.start();
        return servers;
    }

    void answer(int newStatus, String newBody) {
        status = newStatus;
        body.set(newBody);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
