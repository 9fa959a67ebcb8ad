package org.sparklaunch.livy.protocol;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** How a driver calls a server. */
public final class ServerDial {
    private static final int LIMIT_MILLIS = 5_000;

    private ServerDial() {}

    /**
     * Connects within five seconds. On one machine, a call to a port where nobody listens may get that very port as its own
     * and reach itself, which would then keep the port from the server that comes back for it: that counts as refused.
     */
    public static void connect(Socket socket, InetSocketAddress server) throws IOException {
        socket.connect(server, LIMIT_MILLIS);
        if (socket.getLocalSocketAddress().equals(socket.getRemoteSocketAddress())) {
            // Closed in good order it would hold the port for another minute.
            socket.setSoLinger(true, 0);
            socket.close();
            throw new ConnectException("nobody listens there, the call reached itself");
        }
    }
}
