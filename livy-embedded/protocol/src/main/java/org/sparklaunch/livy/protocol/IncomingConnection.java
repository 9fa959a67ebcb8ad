package org.sparklaunch.livy.protocol;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/**
 * A caller at the server's port whose first bytes were read: they tell what it wants. Nothing is proved yet.
 *
 * @param socket closed by whoever accepted it
 */
public record IncomingConnection(Socket socket, int magic, DataInputStream in, DataOutputStream out) {

    /** Each step of an introduction has this long, so that a silent peer holds nothing. */
    static final int TIMEOUT_MILLIS = 10_000;

    /** Reads the first bytes. */
    public static IncomingConnection of(Socket socket) throws IOException {
        prepare(socket);
        DataInputStream in = DriverConnection.inputOf(socket);
        return new IncomingConnection(socket, in.readInt(), in, new DataOutputStream(socket.getOutputStream()));
    }

    /** Whether it comes for a {@link Handover}; otherwise it wants to talk, see {@link Handshake}. */
    public boolean wantsHandover() {
        return magic == Handover.MAGIC;
    }

    static void prepare(Socket socket) throws IOException {
        // Nagle's algorithm would hold back each small frame until the peer's delayed acknowledgement, some 40 ms.
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
    }

    ProtocolException refuse(String reason) throws IOException {
        out.writeUTF(reason);
        out.flush();
        return new ProtocolException(reason);
    }
}
