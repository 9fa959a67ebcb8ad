package org.sparklaunch.discovery;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What one launch wants of a path: the parts of the cluster that it will run there.
 *
 * @param holder who asks, for the message that others get; never a secret
 * @param alone parts that no other launch may run
 * @param shared parts that other launches may run too, unless they want them alone
 */
public record MembershipSpec(String holder, Set<ServiceType> alone, Set<ServiceType> shared) {
    /** Copies the sets. */
    public MembershipSpec {
        alone = copy(alone);
        shared = copy(shared);
    }

    private static Set<ServiceType> copy(Set<ServiceType> types) {
        return types.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(types));
    }

    /** The parts that both cannot have; none when both launches can be members of one cluster. */
    public Set<ServiceType> clashWith(MembershipSpec other) {
        Set<ServiceType> clash = EnumSet.noneOf(ServiceType.class);
        for (ServiceType type : ServiceType.values()) {
            boolean mine = alone.contains(type) || shared.contains(type);
            boolean theirs = other.alone.contains(type) || other.shared.contains(type);
            if (mine && theirs && (alone.contains(type) || other.alone.contains(type))) {
                clash.add(type);
            }
        }
        return clash;
    }
}
