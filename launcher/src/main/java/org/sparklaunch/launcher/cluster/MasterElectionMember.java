package org.sparklaunch.launcher.cluster;

import java.util.Optional;
import org.sparklaunch.discovery.ClusterMembership;
import org.sparklaunch.discovery.Discovery;
import org.sparklaunch.discovery.DiscoveryException;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.MasterElection;
import org.sparklaunch.discovery.ServiceInstance;

/**
 * Takes part in the masters' election for this launch's master. Spark keeps an ended master as the leader until its session in
 * ZooKeeper expires, up to a minute; the supervisor ends its leadership at once. Used by one thread.
 */
final class MasterElectionMember implements AutoCloseable {
    private final Discovery discovery;
    private final DiscoveryPath path;
    private final ClusterMembership membership;
    private final MasterElection election;
    private final ProgressListener progress;
    private Optional<String> lead = Optional.empty();

    private MasterElectionMember(
            Discovery discovery, DiscoveryPath path, ClusterMembership membership, ProgressListener progress) {
        this.discovery = discovery;
        this.path = path;
        this.membership = membership;
        this.election = discovery.masterElection(path);
        this.progress = progress;
    }

    /** Joins the election, and removes what an earlier cluster left, whose masters would be waited for. */
    static MasterElectionMember join(
            Discovery discovery, DiscoveryPath path, ClusterMembership membership, ProgressListener progress) {
        MasterElectionMember member = new MasterElectionMember(discovery, path, membership, progress);
        member.forgetUnlessInUse();
        member.election.admitMasters();
        return member;
    }

    private void forgetUnlessInUse() {
        if (membership.isOnly() && discovery.find(path).isEmpty()) {
            election.forget();
        }
    }

    /** Returns the announcement of a master: the present one while it is unknown whether the master leads. */
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
                return shown; // The next refresh tries again.
            }
        }
        return shown.with(ServiceInstance.STATUS, leads.get() ? ServiceInstance.LEADING : ServiceInstance.STANDBY);
    }

    /** Ends the leadership of the master that ended. Returns false without ZooKeeper, where a master ends at once. */
    boolean mayStart() {
        try {
            endLeadership();
            return true;
        } catch (DiscoveryException e) {
            return false;
        }
    }

    private void endLeadership() {
        if (lead.isPresent()) {
            election.end(lead.get());
            lead = Optional.empty();
        } else {
            discovery.find(path);
        }
    }

    /** Ends the membership after the master has ended for good. */
    @Override
    public void close() {
        try {
            endLeadership();
            forgetUnlessInUse();
        } catch (DiscoveryException e) {
            progress.report("cannot announce the end of this master; the others detect it later: " + e.getMessage());
        }
    }
}
