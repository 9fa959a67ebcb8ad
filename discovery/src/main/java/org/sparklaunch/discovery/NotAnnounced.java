package org.sparklaunch.discovery;

import java.time.Duration;
import java.util.stream.Collectors;

/** The message of a wait that ended without what was wanted. */
final class NotAnnounced {
    private NotAnnounced() {}

    static DiscoveryException inTime(ClusterSnapshot last, Duration limit) {
        String there = last.isEmpty()
                ? "nothing is announced there"
                : "only these are announced there: "
                        + last.instances().stream()
                                .map(i -> i.type().wireName() + " " + i.address())
                                .collect(Collectors.joining(", "));
        return new DiscoveryException("What was waited for did not appear under " + last.path() + " within "
                + limit.toMillis() + " ms; " + there);
    }
}
