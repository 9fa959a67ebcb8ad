package org.sparklaunch.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;

/** The ZooKeeper server of the archive as a process of its own, which can be killed and started again on its port. */
final class ZooKeeperProcess implements AutoCloseable {
    private static final Duration READY_LIMIT = Duration.ofSeconds(30);

    private final Path folder;
    private final int port;
    private Process process;

    ZooKeeperProcess(Path folder) {
        this.folder = folder;
        this.port = freePort();
        start();
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** Starts it and waits until it listens. */
    void start() {
        try {
            process = new ProcessBuilder(
                            "java",
                            "-Xmx128m",
                            "-Dzookeeper.admin.enableServer=false",
                            "-cp",
                            Archive.home().resolve("lib") + "/*",
                            "org.apache.zookeeper.server.ZooKeeperServerMain",
                            Integer.toString(port),
                            folder.resolve("data").toString(),
                            "500")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("zookeeper.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("ZooKeeper").atMost(READY_LIMIT).until(this::isListening);
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    private boolean isListening() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
