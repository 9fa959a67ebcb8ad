package org.sparklaunch.discovery;

import java.util.List;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.cache.ChildData;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.cache.CuratorCacheListener;

/** Creates a snapshot at every change in the cache of a cluster's services. */
final class ZooKeeperWatch implements Watch {
    private final CuratorCache cache;
    private final DiscoveryPath path;
    private final Consumer<ClusterSnapshot> listener;

    private ZooKeeperWatch(CuratorCache cache, DiscoveryPath path, Consumer<ClusterSnapshot> listener) {
        this.cache = cache;
        this.path = path;
        this.listener = listener;
    }

    static Watch start(CuratorFramework client, DiscoveryPath path, Consumer<ClusterSnapshot> listener) {
        CuratorCache cache = CuratorCache.build(client, new ClusterNodes(path).services());
        ZooKeeperWatch watch = new ZooKeeperWatch(cache, path, listener);
        // Nodes are reported only after the first complete reading, so that the first snapshot is complete.
        cache.listenable()
                .addListener(CuratorCacheListener.builder()
                        .forInitialized(watch::tell)
                        .build());
        cache.listenable()
                .addListener(CuratorCacheListener.builder()
                        .forAll((type, before, after) -> watch.tell())
                        .afterInitialized()
                        .build());
        cache.start();
        return watch;
    }

    private void tell() {
        List<ServiceInstance> instances = cache.stream()
                .map(ChildData::getData)
                .filter(data -> data != null)
                .flatMap(data -> ServiceInstanceCodec.decode(data).stream())
                .toList();
        listener.accept(ClusterSnapshot.of(path, instances));
    }

    @Override
    public void close() {
        cache.close();
    }
}
