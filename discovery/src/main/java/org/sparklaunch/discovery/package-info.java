/**
 * Who is where: components of a cluster announce themselves in ZooKeeper, and anybody finds them there.
 *
 * <p>Start at {@link org.sparklaunch.discovery.Discovery}, which {@link org.sparklaunch.discovery.ZooKeeperDiscovery}
 * opens. Under a {@link org.sparklaunch.discovery.DiscoveryPath} ZooKeeper holds {@code claims/launch-NUMBER}, an ephemeral
 * node for each launch that is a member of the cluster, and {@code services/TYPE-ID}, an ephemeral node with the JSON of each
 * {@link org.sparklaunch.discovery.ServiceInstance}. The folders above are container nodes, which ZooKeeper removes once they
 * are empty, so a dead cluster leaves nothing; only Spark's masters write lasting nodes, below {@code recovery}. No secret is ever stored here: everybody who reaches ZooKeeper may read it.
 *
 * <p>Callers never see a ZooKeeper path or watcher. Neighbours: {@code testing} has the same thing in memory, {@code cli}
 * the commands.
 */
@NullMarked
package org.sparklaunch.discovery;

import org.jspecify.annotations.NullMarked;
