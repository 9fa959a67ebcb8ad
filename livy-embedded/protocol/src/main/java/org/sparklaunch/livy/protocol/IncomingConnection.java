package org.sparklaunch.livy.protocol;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/**
 * A new connection at the drivers' port, of which the first bytes were read. They tell its purpose. The peer has not proved its
 * identity yet.
 *
 * @param socket closed by the code that accepted it
 */
public record IncomingConnection(Socket socket, int magic, DataInputStream in, DataOutputStream out) {

    /** The limit of each step before the peer has proved its identity, so that a silent peer blocks nothing. */
    static final int TIMEOUT_MILLIS = 10_000;

    /** Reads the first bytes. */
    public static IncomingConnection of(Socket socket) throws IOException {
        prepare(socket);
        DataInputStream in = DriverConnection.inputOf(socket);
        return new IncomingConnection(socket, in.readInt(), in, new DataOutputStream(socket.getOutputStream()));
    }

    /** Returns whether the peer requests a {@link Handover}; otherwise see {@link Handshake}. */
    public boolean wantsHandover() {
        return magic == Handover.MAGIC;
    }

    static void prepare(Socket socket) throws IOException {
        // Nagle's algorithm would delay each small frame until the peer's delayed acknowledgement, by some 40 ms.
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
