/**
 * Components of a cluster announce themselves in ZooKeeper, where clients find them.
 *
 * <p>Start at {@link org.sparklaunch.discovery.Discovery}, which {@link org.sparklaunch.discovery.ZooKeeperDiscovery}
 * opens. Under a {@link org.sparklaunch.discovery.DiscoveryPath} ZooKeeper holds {@code claims/launch-NUMBER}, an ephemeral
 * node for each launch that is a member of the cluster, and {@code services/TYPE-ID}, an ephemeral node with the JSON of each
 * {@link org.sparklaunch.discovery.ServiceInstance}. The folders above are container nodes, which ZooKeeper removes once they
 * are empty, so an ended cluster leaves nothing. Only Spark's masters write persistent nodes, below {@code recovery}. No secret
 * is stored here, since every client of ZooKeeper may read it.
 *
 * <p>Callers never see a ZooKeeper path or watcher. {@code testing} is the same in memory, {@code cli} has the commands.
 */
@NullMarked
package org.sparklaunch.discovery;

import org.jspecify.annotations.NullMarked;
