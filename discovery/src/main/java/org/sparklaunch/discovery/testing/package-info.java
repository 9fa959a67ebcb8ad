/**
 * Discovery without ZooKeeper, for tests of code that announces or finds: {@link
 * org.sparklaunch.discovery.testing.InMemoryDiscovery}. It is held to the same contract as the real one.
 */
@NullMarked
package org.sparklaunch.discovery.testing;

import org.jspecify.annotations.NullMarked;
