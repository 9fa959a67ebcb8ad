package org.sparklaunch.livy.server.request;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.policy.Policy;
import org.sparklaunch.livy.server.policy.PolicyFile;

/**
 * Finds out whether a changed policy takes away the rights that a session or batch runs with. Code that once ran in a driver
 * cannot be held to a policy afterwards, so its owner ends the driver. Thread-safe.
 */
public final class RightsWatch {
    /** A file that is being written gives less for a moment: an empty one gives nothing. */
    static final Duration LASTING = Duration.ofSeconds(5);

    private final PolicyFile policy;
    private final String user;
    private final boolean runsCode;
    private final InstantSource clock;
    private @Nullable Policy judged;
    private boolean hadRights;
    private Optional<String> found = Optional.empty();
    private Instant since = Instant.EPOCH;

    /** Takes the user whose rights apply, and whether the session or batch may run code. */
    RightsWatch(PolicyFile policy, String user, boolean runsCode, InstantSource clock) {
        this.policy = policy;
        this.user = user;
        this.runsCode = runsCode;
        this.clock = clock;
        this.hadRights =
                policy.current().filter(inForce -> inForce.grantsAnything(user)).isPresent();
    }

    /**
     * Returns why the session or batch must end, since the policy has been without its rights for some seconds; empty while it may
     * continue.
     */
    public synchronized Optional<String> revocation() {
        Policy inForce = policy.current().orElse(null);
        if (inForce != null && inForce != judged) {
            judged = inForce;
            if (found.isEmpty()) {
                since = clock.instant();
            }
            found = judge(inForce);
        }
        return found.filter(reason -> !clock.instant().isBefore(since.plus(LASTING)));
    }

    private Optional<String> judge(Policy inForce) {
        if (runsCode && !inForce.mayRunCode(user)) {
            return Optional.of(
                    "the policy does not permit " + user + " to run code any more; use a session of kind sql,"
                            + " or ask " + SqlOnly.contact(inForce) + " for the right 'code'");
        }
        // A user who never had a right may open sessions, in which every access is refused.
        boolean hasRights = inForce.grantsAnything(user);
        boolean removed = hadRights && !hasRights;
        hadRights = hadRights || hasRights;
        return removed
                ? Optional.of("the policy gives " + user + " no right any more; ask " + SqlOnly.contact(inForce))
                : Optional.empty();
    }
}
