package org.sparklaunch.discovery.testing;

import java.util.Optional;
import org.sparklaunch.discovery.MasterElection;

/** An election without masters. */
final class NoElection implements MasterElection {
    @Override
    public Optional<String> leader() {
        return Optional.empty();
    }

    @Override
    public void end(String leader) {
        throw new IllegalStateException("no master leads, so there cannot be a leader " + leader);
    }

    @Override
    public void admitMasters() {
        // There are none.
    }

    @Override
    public void forget() {
        // There is no recovery data.
    }
}
