package org.sparklaunch.launcher.process;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Checks whether a server accepts connections and ends those without a request. */
public final class TcpProbe {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private TcpProbe() {}

    /** Returns whether a connection opens within a second, and the server ends it within another one. */
    public static boolean isOpen(String host, int port) {
        try (Socket socket = new Socket()) {
            int limit = (int) LIMIT.toMillis();
            socket.connect(new InetSocketAddress(host, port), limit);
            // The server looks up the account of this end, so this end stays open until the server has seen that no request comes.
            socket.shutdownOutput();
            socket.setSoTimeout(limit);
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
