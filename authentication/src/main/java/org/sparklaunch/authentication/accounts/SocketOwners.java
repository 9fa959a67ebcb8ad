package org.sparklaunch.authentication.accounts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses how to find the owners of connections, by a trial with a connection of this process. */
final class SocketOwners {
    private static final Logger log = LoggerFactory.getLogger(SocketOwners.class);

    private SocketOwners() {}

    /**
     * Returns the faster way that works here.
     *
     * @throws IOException when none works
     */
    static SocketOwner ofThisMachine() throws IOException {
        try {
            SocketOwner netlink = new NetlinkSocketOwner();
            if (works(netlink)) {
                return netlink;
            }
            log.warn("the kernel does not report single connections; /proc/net/tcp is used, which is slower");
        } catch (LinkageError | IOException e) {
            log.warn(
                    "cannot request the owners of connections; /proc/net/tcp is used, which is slower: {}",
                    e.toString());
        }
        SocketOwner proc = new ProcSocketOwner();
        if (works(proc)) {
            return proc;
        }
        throw new IOException("the accounts of local connections cannot be found on this machine; use"
                + " --authentication-file, so that users authenticate");
    }

    /** Returns the account of this process. */
    static int ownUid() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    private static boolean works(SocketOwner owner) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
            OptionalInt uid = owner.uid((InetSocketAddress) client.getLocalSocketAddress(), (InetSocketAddress)
                    client.getRemoteSocketAddress());
            return uid.equals(OptionalInt.of(ownUid()));
        }
    }
}
