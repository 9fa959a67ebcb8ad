package org.sparklaunch.discovery;

import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.ACLProvider;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;

/**
 * Decides who may read and write the nodes of a cluster: everyone reads, since discovery needs no secret; only the holders of the
 * credentials write. Nodes above the cluster's path belong to all clusters, except in the embedded server, where the launch owns them.
 */
final class ClusterAcl implements ACLProvider {
    private final DiscoveryPath path;
    private final boolean ownsServer;
    private final List<ACL> closed;

    ClusterAcl(ZooKeeperCredentials credentials, DiscoveryPath path, boolean ownsServer) {
        this.path = path;
        this.ownsServer = ownsServer;
        // ZooKeeper asks the list whether it contains null, which an immutable list refuses.
        this.closed = Arrays.asList(
                new ACL(Perms.READ, Ids.ANYONE_ID_UNSAFE),
                new ACL(Perms.ALL, new Id(ZooKeeperCredentials.SCHEME, digest(credentials))));
    }

    private static String digest(ZooKeeperCredentials credentials) {
        try {
            return DigestAuthenticationProvider.generateDigest(credentials.text());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has the digest of ZooKeeper", e);
        }
    }

    @Override
    public List<ACL> getDefaultAcl() {
        return closed;
    }

    @Override
    public List<ACL> getAclForPath(String node) {
        if (isBelow(path.recovery(), node)) {
            // Spark's masters write here, and have no credentials.
            return Ids.OPEN_ACL_UNSAFE;
        }
        return ownsServer || isBelow(path.value(), node) ? closed : Ids.OPEN_ACL_UNSAFE;
    }

    private static boolean isBelow(String folder, String node) {
        return (node + "/").startsWith(folder + "/");
    }

    /** Closes nodes that were there before. */
    void closeExisting(CuratorFramework client) throws Exception {
        ClusterNodes nodes = new ClusterNodes(path);
        for (String node : List.of(path.value(), nodes.claims(), nodes.services())) {
            close(client, node);
        }
        removeForeign(client, nodes.claims());
        removeForeign(client, nodes.services());
        if (ownsServer) {
            for (String node : List.of("/", "/zookeeper", "/zookeeper/quota")) {
                close(client, node);
            }
            for (String above = path.value(); above.lastIndexOf('/') > 0; ) {
                above = above.substring(0, above.lastIndexOf('/'));
                close(client, above);
            }
        }
    }

    /** What others announced below the path before it was closed looks like a part of the cluster. */
    private void removeForeign(CuratorFramework client, String folder) throws Exception {
        for (String name : ZooKeeperDiscovery.children(client, folder)) {
            String node = folder + "/" + name;
            try {
                if (!Set.copyOf(client.getACL().forPath(node)).equals(Set.copyOf(closed))) {
                    client.delete().deletingChildrenIfNeeded().forPath(node);
                }
            } catch (KeeperException.NoNodeException e) {
                // Its session has ended.
            } catch (KeeperException.NoAuthException e) {
                // The folder belongs to another launch, whose node this is.
            }
        }
    }

    private void close(CuratorFramework client, String node) throws Exception {
        try {
            client.setACL().withACL(closed).forPath(node);
        } catch (KeeperException.NoNodeException e) {
            // It is closed when it is created.
        } catch (KeeperException.NoAuthException e) {
            // Others have closed it. What is written later reports that, unless another launch conflicts first.
        }
    }
}
