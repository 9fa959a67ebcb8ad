package org.sparklaunch.discovery.testing;

import java.util.Optional;
import org.sparklaunch.discovery.MasterElection;

/** No Spark master elects anybody in memory. */
final class NoElection implements MasterElection {
    @Override
    public Optional<String> leader() {
        return Optional.empty();
    }

    @Override
    public void end(String leader) {
        throw new IllegalStateException("nobody leads, and so nobody was told of a leader " + leader);
    }

    @Override
    public void forget() {
        // There is nothing.
    }
}
