package org.sparklaunch.authentication.accounts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.OptionalInt;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a new connection costs where the account of its client decides: one look-up. */
@State(Scope.Thread)
public class SocketOwnerMicro {
    private final SocketOwner owner;
    private final ServerSocket server;
    private final Socket client;

    /** Connects to itself. */
    public SocketOwnerMicro() {
        try {
            owner = SocketOwners.ofThisMachine();
            server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            client = new Socket(server.getInetAddress(), server.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The account at the other end of a connection. */
    @Benchmark
    public OptionalInt accountOfAConnection() throws IOException {
        return owner.uid((InetSocketAddress) client.getLocalSocketAddress(), (InetSocketAddress)
                client.getRemoteSocketAddress());
    }

    /** Leaves nothing. */
    @TearDown
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
