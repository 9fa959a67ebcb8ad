package org.sparklaunch.discovery;

import java.time.Duration;
import java.util.stream.Collectors;

/** Builds the error of a wait that reached its limit. */
final class NotAnnounced {
    private NotAnnounced() {}

    static DiscoveryException inTime(ClusterSnapshot last, Duration limit) {
        String there = last.isEmpty()
                ? "nothing is announced there"
                : "only these are announced there: "
                        + last.instances().stream()
                                .map(i -> i.type().wireName() + " " + i.address())
                                .collect(Collectors.joining(", "));
        return new DiscoveryException("the wanted services were not announced under " + last.path() + " within "
                + limit.toMillis() + " ms; " + there);
    }
}
