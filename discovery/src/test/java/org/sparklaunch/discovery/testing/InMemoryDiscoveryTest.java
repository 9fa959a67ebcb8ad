package org.sparklaunch.discovery.testing;

import org.sparklaunch.discovery.Discovery;
import org.sparklaunch.discovery.DiscoveryContract;

class InMemoryDiscoveryTest extends DiscoveryContract {
    private final InMemoryStore store = new InMemoryStore();

    @Override
    protected Discovery connect() {
        return new InMemoryDiscovery(store);
    }
}
