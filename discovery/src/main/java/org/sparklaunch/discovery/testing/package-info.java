/**
 * Discovery without ZooKeeper, for tests: {@link org.sparklaunch.discovery.testing.InMemoryDiscovery}. It passes the contract
 * tests of the real one.
 */
@NullMarked
package org.sparklaunch.discovery.testing;

import org.jspecify.annotations.NullMarked;
