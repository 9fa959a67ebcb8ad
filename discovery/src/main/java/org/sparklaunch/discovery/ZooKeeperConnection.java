package org.sparklaunch.discovery;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.imps.CuratorFrameworkState;
import org.apache.curator.retry.RetryUntilElapsed;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.client.ConnectStringParser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.platform.process.DaemonThreads;

/** Wraps a Curator client: every call has a time limit, and failures are {@link DiscoveryException}s. */
final class ZooKeeperConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperConnection.class);
    private static final int RETRY_PAUSE_MILLIS = 100;

    private final CuratorFramework client;
    private final String connectString;
    private final Duration limit;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** An operation on the client; all of Curator's methods declare {@code Exception}. */
    interface Operation<T> {
        T run(CuratorFramework client) throws Exception;
    }

    private ZooKeeperConnection(CuratorFramework client, String connectString, Duration limit) {
        this.client = client;
        this.connectString = connectString;
        this.limit = limit;
    }

    static ZooKeeperConnection open(String connectString, Duration limit) {
        return open(connectString, limit, builder -> builder);
    }

    /** Opens a connection with what the function adds to the client. */
    static ZooKeeperConnection open(
            String connectString, Duration limit, UnaryOperator<CuratorFrameworkFactory.Builder> more) {
        checkAddresses(connectString);
        int millis = Math.toIntExact(limit.toMillis());
        CuratorFramework client = more.apply(CuratorFrameworkFactory.builder()
                        .connectString(connectString)
                        .sessionTimeoutMs(Math.toIntExact(ZooKeeperDiscovery.SESSION_TIMEOUT.toMillis()))
                        .connectionTimeoutMs(millis)
                        .retryPolicy(new RetryUntilElapsed(millis, RETRY_PAUSE_MILLIS)))
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
            throw new DiscoveryException("cannot " + what + ": this connection to ZooKeeper is closed");
        }
        awaitConnected();
        try {
            return operation.run(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DiscoveryException("interrupted while trying to " + what, e);
        } catch (DiscoveryException e) {
            throw e;
        } catch (KeeperException.NoAuthException e) {
            throw new DiscoveryException(
                    "cannot " + what + " in ZooKeeper at " + connectString + ": the node " + e.getPath()
                            + " belongs to other credentials; use the secret of the launches that made it, or another"
                            + " path",
                    e);
        } catch (Exception e) {
            throw new DiscoveryException(
                    "cannot " + what + " in ZooKeeper at " + connectString + ": " + e.getMessage(), e);
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
            throw new DiscoveryException("interrupted while waiting for ZooKeeper at " + connectString, e);
        }
    }

    /**
     * Runs an operation that withdraws something: at once when ZooKeeper is connected, otherwise on its own thread, so that an
     * end does not wait for ZooKeeper. What is not withdrawn ends with the session.
     */
    void withdraw(String what, Operation<?> operation) {
        if (client.getState() != CuratorFrameworkState.STARTED) {
            return; // The session has ended, and its nodes with it.
        }
        if (client.getZookeeperClient().isConnected()) {
            attempt(what, operation);
            return;
        }
        DaemonThreads.start("discovery-withdraw", () -> attempt(what, operation));
    }

    /** Runs an operation that mends something, if ZooKeeper is connected now; a later call tries again otherwise. */
    void mend(String what, Operation<?> operation) {
        if (client.getState() == CuratorFrameworkState.STARTED
                && client.getZookeeperClient().isConnected()) {
            attempt(what, operation);
        }
    }

    private void attempt(String what, Operation<?> operation) {
        try {
            operation.run(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.debug("{} failed: {}", what, e.toString());
        }
    }

    /** Returns the client for recipes that repair themselves and so need no limit. */
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
