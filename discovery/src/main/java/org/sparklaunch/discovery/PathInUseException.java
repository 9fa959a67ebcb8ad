package org.sparklaunch.discovery;

import java.util.Set;
import java.util.stream.Collectors;

/** Thrown when another launch under the path has a service that only one launch may have. */
public final class PathInUseException extends DiscoveryException {
    private static final long serialVersionUID = 1L;

    private final String holder;
    private final transient Set<ServiceType> services;

    private PathInUseException(String message, String holder, Set<ServiceType> services) {
        super(message);
        this.holder = holder;
        this.services = services;
    }

    /**
     * Creates the exception, whose message names the other launch and its services.
     *
     * @param other the membership of the other launch
     * @param announced the cluster, for the addresses of those services
     */
    public static PathInUseException of(MembershipSpec wanted, MembershipSpec other, ClusterSnapshot announced) {
        Set<ServiceType> services = wanted.clashWith(other);
        String where = services.stream()
                .flatMap(type -> announced.all(type).stream())
                .findFirst()
                .map(i -> " with the " + i.type().wireName() + " " + i.address())
                .orElse(", which has announced none of it yet");
        String what = services.stream().map(ServiceType::wireName).collect(Collectors.joining(", "));
        return new PathInUseException(
                "the discovery path " + announced.path() + " is in use (" + what + ") by " + other.holder() + where,
                other.holder(),
                services);
    }

    /** Returns what the other launch wrote about itself when it became a member. */
    public String holder() {
        return holder;
    }

    /** Returns the services that both launches want and only one may have. */
    public Set<ServiceType> services() {
        return services;
    }
}
