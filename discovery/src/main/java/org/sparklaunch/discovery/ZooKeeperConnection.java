package org.sparklaunch.discovery;

import org.sparklaunch.platform.process.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.imps.CuratorFrameworkState;
import org.apache.curator.retry.RetryUntilElapsed;
import org.apache.zookeeper.client.ConnectStringParser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Curator client whose every use has a limit and whose failures are {@link DiscoveryException}s. */
final class ZooKeeperConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperConnection.class);
    private static final int RETRY_PAUSE_MILLIS = 100;

    private final CuratorFramework client;
    private final String connectString;
    private final Duration limit;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** An operation on the client; Curator declares {@code Exception} on all of its own. */
    interface Operation<T> {
        T run(CuratorFramework client) throws Exception;
    }

    private ZooKeeperConnection(CuratorFramework client, String connectString, Duration limit) {
        this.client = client;
        this.connectString = connectString;
        this.limit = limit;
    }

    static ZooKeeperConnection open(String connectString, Duration limit) {
        checkAddresses(connectString);
        int millis = Math.toIntExact(limit.toMillis());
        CuratorFramework client = CuratorFrameworkFactory.builder()
                .connectString(connectString)
                .sessionTimeoutMs(Math.toIntExact(ZooKeeperDiscovery.SESSION_TIMEOUT.toMillis()))
                .connectionTimeoutMs(millis)
                .retryPolicy(new RetryUntilElapsed(millis, RETRY_PAUSE_MILLIS))
                .build();
        ZooKeeperConnection connection = new ZooKeeperConnection(client, connectString, limit);
        client.start();
        try {
            connection.awaitConnected();
        } catch (DiscoveryException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private static void checkAddresses(String connectString) {
        boolean wellFormed;
        try {
            wellFormed = new ConnectStringParser(connectString)
                    .getServerAddresses().stream()
                            .allMatch(a -> !a.getHostString().isBlank() && a.getPort() > 0);
        } catch (IllegalArgumentException e) {
            wellFormed = false;
        }
        if (!wellFormed || connectString.isBlank()) {
            throw new DiscoveryException("'" + connectString
                    + "' does not name ZooKeeper servers; give host:port, several separated by commas");
        }
    }

    Duration limit() {
        return limit;
    }

    <T> T call(String what, Operation<T> operation) {
        if (closed.get()) {
            throw new DiscoveryException("Cannot " + what + ": this connection to ZooKeeper is closed");
        }
        awaitConnected();
        try {
            return operation.run(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DiscoveryException("Interrupted while trying to " + what, e);
        } catch (DiscoveryException e) {
            throw e;
        } catch (Exception e) {
            throw new DiscoveryException(
                    "Cannot " + what + " in ZooKeeper at " + connectString + ": " + e.getMessage(), e);
        }
    }

    private void awaitConnected() {
        try {
            if (!client.blockUntilConnected(Math.toIntExact(limit.toMillis()), TimeUnit.MILLISECONDS)) {
                throw new DiscoveryException("ZooKeeper at " + connectString + " did not answer within "
                        + limit.toMillis() + " ms; check that it runs and that the address is right");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DiscoveryException("Interrupted while waiting for ZooKeeper at " + connectString, e);
        }
    }

    /**
     * Does what takes something back, at once when ZooKeeper is there, else on a thread of its own: nobody who ends should
     * wait for a server that is away, and what is not taken back goes with the session.
     */
    void takeBack(String what, Operation<?> operation) {
        if (client.getState() != CuratorFrameworkState.STARTED) {
            return; // The session has ended and took it along.
        }
        if (client.getZookeeperClient().isConnected()) {
            attempt(what, operation);
            return;
        }
        DaemonThreads.start("discovery-take-back", () -> attempt(what, operation));
    }

    private void attempt(String what, Operation<?> operation) {
        try {
            operation.run(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.debug("{} goes when the session ends: {}", what, e.toString());
        }
    }

    /** The client, for recipes that repair themselves and so need no limit. */
    CuratorFramework client() {
        return client;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            LOG.debug("closing the connection to ZooKeeper at {}", connectString);
            client.close();
        }
    }
}
