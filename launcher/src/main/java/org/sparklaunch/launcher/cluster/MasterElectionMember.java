package org.sparklaunch.launcher.cluster;

import java.util.Optional;
import org.sparklaunch.discovery.ClusterMembership;
import org.sparklaunch.discovery.Discovery;
import org.sparklaunch.discovery.DiscoveryException;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.MasterElection;
import org.sparklaunch.discovery.ServiceInstance;

/**
 * The part of this launch's master in the election among several. Spark leaves the lead of a master that ended standing until
 * its session in ZooKeeper expires, up to a minute; the supervisor knows better and ends it at once. Used by one thread.
 */
final class MasterElectionMember implements AutoCloseable {
    private final Discovery discovery;
    private final DiscoveryPath path;
    private final ClusterMembership claim;
    private final MasterElection election;
    private final ProgressListener progress;
    private Optional<String> lead = Optional.empty();

    private MasterElectionMember(
            Discovery discovery, DiscoveryPath path, ClusterMembership claim, ProgressListener progress) {
        this.discovery = discovery;
        this.path = path;
        this.claim = claim;
        this.election = discovery.masterElection(path);
        this.progress = progress;
    }

    /** Removes what an earlier life of the cluster left; its masters would be waited for. */
    static MasterElectionMember begin(
            Discovery discovery, DiscoveryPath path, ClusterMembership claim, ProgressListener progress) {
        MasterElectionMember candidacy = new MasterElectionMember(discovery, path, claim, progress);
        candidacy.forgetIfNobodyLives();
        return candidacy;
    }

    private void forgetIfNobodyLives() {
        if (claim.isOnly() && discovery.find(path).isEmpty()) {
            election.forget();
        }
    }

    /** What is to be announced of a master; the present announcement while the master does not tell whether it leads. */
    ServiceInstance refresh(ServiceInstance shown, Optional<Boolean> leads) {
        if (leads.isEmpty()) {
            return shown;
        }
        if (!leads.get()) {
            lead = Optional.empty();
        } else if (lead.isEmpty()) {
            try {
                lead = election.leader();
            } catch (DiscoveryException e) {
                return shown; // Asked again at the next look.
            }
        }
        return shown.with(ServiceInstance.STATUS, leads.get() ? ServiceInstance.LEADING : ServiceInstance.STANDBY);
    }

    /** A master without ZooKeeper ends at once. Also passes on the lead of the one that ended. */
    boolean mayStart() {
        try {
            passOn();
            return true;
        } catch (DiscoveryException e) {
            return false;
        }
    }

    private void passOn() {
        if (lead.isPresent()) {
            election.end(lead.get());
            lead = Optional.empty();
        } else {
            discovery.find(path);
        }
    }

    /** To be called when the master has ended for good. */
    @Override
    public void close() {
        try {
            passOn();
            forgetIfNobodyLives();
        } catch (DiscoveryException e) {
            progress.say("could not tell the other masters that this one ended; they find out by themselves: "
                    + e.getMessage());
        }
    }
}
