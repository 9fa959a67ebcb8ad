package org.sparklaunch.discovery;

import java.util.Set;
import java.util.stream.Collectors;

/** Another live launch runs under the path what only one may. */
public final class PathInUseException extends DiscoveryException {
    private static final long serialVersionUID = 1L;

    private final String holder;
    private final transient Set<ServiceType> parts;

    private PathInUseException(String message, String holder, Set<ServiceType> parts) {
        super(message);
        this.holder = holder;
        this.parts = parts;
    }

    /**
     * Says who has what.
     *
     * @param other what the live launch has
     * @param announced to tell where that is
     */
    public static PathInUseException of(MembershipSpec wanted, MembershipSpec other, ClusterSnapshot announced) {
        Set<ServiceType> parts = wanted.clashWith(other);
        String where = parts.stream()
                .flatMap(type -> announced.all(type).stream())
                .findFirst()
                .map(i -> " with the " + i.type().wireName() + " " + i.address())
                .orElse(", which has announced none of it yet");
        String what = parts.stream().map(ServiceType::wireName).collect(Collectors.joining(", "));
        return new PathInUseException(
                "The discovery path " + announced.path() + " is in use (" + what + ") by " + other.holder() + where,
                other.holder(),
                parts);
    }

    /** What the other launch said of itself when it claimed the path. */
    public String holder() {
        return holder;
    }

    /** The parts that both cannot have. */
    public Set<ServiceType> parts() {
        return parts;
    }
}
