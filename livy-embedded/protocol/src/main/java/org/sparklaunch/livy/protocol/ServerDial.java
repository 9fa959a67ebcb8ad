package org.sparklaunch.livy.protocol;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Connects a driver to its server. */
public final class ServerDial {
    private static final int LIMIT_MILLIS = 5_000;

    private ServerDial() {}

    /**
     * Connects within five seconds. On one host, a connection to a free port can get this port as its own and reach itself, which
     * would block the port for the returning server. Such a connection counts as refused.
     */
    public static void connect(Socket socket, InetSocketAddress server) throws IOException {
        socket.connect(server, LIMIT_MILLIS);
        if (socket.getLocalSocketAddress().equals(socket.getRemoteSocketAddress())) {
            // A normal close would hold the port for another minute.
            socket.setSoLinger(true, 0);
            socket.close();
            throw new ConnectException("no server listens on the port");
        }
    }
}
