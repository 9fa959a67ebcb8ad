package org.sparklaunch.authentication.limits;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;

/**
 * Limits the connections that one client address has open to a server, so that it cannot use up the open files of the process.
 * Further connections are closed at once. Thread-safe.
 */
public final class AddressConnections extends AbstractLifeCycle implements Connection.Listener {
    private static final int LEAST = 256;
    private static final int MOST = 4096;
    private static final int SHARE_OF_OPEN_FILES = 4;

    private final Server server;
    private final int limit;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    /** The addresses of counted connections: a closed connection does not know its address any more. */
    private final Map<Connection, String> counted = new ConcurrentHashMap<>();

    AddressConnections(Server server, int limit) {
        this.server = server;
        this.limit = limit;
    }

    /** Adds the limit to a server that has not started, with a quarter of the open files of this process. */
    public static void limit(Server server) {
        server.addBean(new AddressConnections(server, ofThisProcess()));
    }

    private static int ofThisProcess() {
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : 0;
        return (int) Math.min(MOST, Math.max(LEAST, files / SHARE_OF_OPEN_FILES));
    }

    /** Connectors are added to a server after its other parts. */
    @Override
    protected void doStart() {
        for (Connector connector : server.getConnectors()) {
            connector.addBean(this, false);
        }
    }

    @Override
    public void onOpened(Connection connection) {
        // A connection inside another, as with TLS, is not counted again.
        if (connection.getEndPoint() instanceof SocketChannelEndPoint client) {
            String address = ClientAddress.of(client.getRemoteSocketAddress());
            counted.put(connection, address);
            if (open.merge(address, 1, Integer::sum) > limit) {
                client.close();
            }
        }
    }

    @Override
    public void onClosed(Connection connection) {
        String address = counted.remove(connection);
        if (address != null) {
            open.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Returns the number of addresses with connections. */
    int addresses() {
        return open.size();
    }
}
