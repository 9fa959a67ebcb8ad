package org.sparklaunch.launcher.state;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.apache.zookeeper.server.NIOServerCnxn;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;
import org.sparklaunch.authentication.accounts.PortGuard;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;

/** Runs ZooKeeper's server in this process, on loopback, with its data in the state folder. */
public final class EmbeddedZooKeeper implements AutoCloseable {
    private static final String ADDRESS_FILE = "zookeeper.address";
    private static final int TICK_MILLIS = 1000;
    private static final int CONNECTIONS = 1000;

    private final StateFolder state;
    private final ZooKeeperServer server;
    private final ServerCnxnFactory connections;

    private EmbeddedZooKeeper(StateFolder state, ZooKeeperServer server, ServerCnxnFactory connections) {
        this.state = state;
        this.server = server;
        this.connections = connections;
    }

    /**
     * Starts the server on a free port and writes its address to the folder, whose lock the caller holds.
     *
     * @param guard decides which connections are served
     */
    public static EmbeddedZooKeeper start(StateFolder state, PortGuard guard) throws InterruptedException {
        File data = state.folder("zookeeper").toFile();
        // The admin server would bring a web server and listen on all interfaces.
        System.setProperty("zookeeper.admin.enableServer", "false");
        try {
            ZooKeeperServer server = new ZooKeeperServer(data, data, TICK_MILLIS);
            NIOServerCnxnFactory connections = new GuardedConnections(guard);
            connections.configure(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), CONNECTIONS);
            connections.startup(server);
            EmbeddedZooKeeper embedded = new EmbeddedZooKeeper(state, server, connections);
            embedded.endOldSessions();
            state.write(ADDRESS_FILE, embedded.address() + "\n");
            return embedded;
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED, "the embedded ZooKeeper cannot start with its data in " + data + ": " + e, e);
        }
    }

    /**
     * Drops the sessions on disk. The caller holds the lock of the folder, so they belong to a launch that was killed. Its
     * membership would otherwise block this launch until ZooKeeper ends the session.
     */
    private void endOldSessions() {
        for (long session : List.copyOf(server.getZKDatabase().getSessions())) {
            server.closeSession(session);
        }
    }

    /** Returns the {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + connections.getLocalPort();
    }

    /** Closes the connections that the guard does not admit, before ZooKeeper reads from them. */
    private static final class GuardedConnections extends NIOServerCnxnFactory {
        private final PortGuard guard;

        GuardedConnections(PortGuard guard) {
            this.guard = guard;
        }

        @Override
        protected NIOServerCnxn createConnection(SocketChannel channel, SelectionKey key, SelectorThread selector)
                throws IOException {
            if (!guard.admits(channel.getRemoteAddress(), channel.getLocalAddress())) {
                // ZooKeeper closes the channel and continues.
                throw new IOException("the account of the connection is not served");
            }
            return super.createConnection(channel, key, selector);
        }
    }

    /** Ends the server; clients lose their sessions. Idempotent. */
    @Override
    public void close() {
        state.delete(ADDRESS_FILE);
        connections.shutdown();
    }
}
