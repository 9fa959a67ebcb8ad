package org.sparklaunch.discovery;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The services that one launch runs in a cluster.
 *
 * @param holder a description of the launch for the errors of others; never a secret
 * @param exclusive services that no other launch may run
 * @param shared services that other launches may run too, unless these want them exclusively
 */
public record MembershipSpec(String holder, Set<ServiceType> exclusive, Set<ServiceType> shared) {
    /** Copies the sets. */
    public MembershipSpec {
        exclusive = copy(exclusive);
        shared = copy(shared);
    }

    private static Set<ServiceType> copy(Set<ServiceType> types) {
        return types.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(types));
    }

    /** Returns the services that prevent both launches from being members of one cluster. */
    public Set<ServiceType> clashWith(MembershipSpec other) {
        Set<ServiceType> clash = EnumSet.noneOf(ServiceType.class);
        for (ServiceType type : ServiceType.values()) {
            boolean mine = exclusive.contains(type) || shared.contains(type);
            boolean theirs = other.exclusive.contains(type) || other.shared.contains(type);
            if (mine && theirs && (exclusive.contains(type) || other.exclusive.contains(type))) {
                clash.add(type);
            }
        }
        return clash;
    }
}
