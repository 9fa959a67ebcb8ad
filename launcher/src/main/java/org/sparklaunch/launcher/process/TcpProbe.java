package org.sparklaunch.launcher.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Tells whether a server accepts connections. */
public final class TcpProbe {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private TcpProbe() {}

    /** Returns whether a connection opens within a second. */
    public static boolean isOpen(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) LIMIT.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
