package org.sparklaunch.authentication;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Accepts each proof of a {@link ServiceRequest} once, and only near the time that it names. Thread-safe.
 *
 * <p>The clocks of the two machines may differ by {@value #SKEW_SECONDS} seconds.
 */
public final class ServiceProofs {
    private static final int SKEW_SECONDS = 120;
    private static final Duration SKEW = Duration.ofSeconds(SKEW_SECONDS);

    /** Only holders of the key fill this: far beyond what trackers send in the time that nonces are kept. */
    private static final int MOST_NONCES = 100_000;

    private final InstantSource clock;

    /** Nonces of accepted proofs, oldest first, with the time after which the proof is too old anyway. */
    private final Map<String, Instant> used = new LinkedHashMap<>();

    /** Makes an acceptor that has seen no proof. */
    public ServiceProofs(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns whether the header proves knowledge of the key for this request, for the first time and in time. */
    public boolean accept(ServiceKey key, ServiceRequest request, String header) {
        return request.verify(key, header).map(this::isNew).orElse(false);
    }

    private synchronized boolean isNew(ServiceRequest.Proof proof) {
        Instant now = clock.instant();
        used.values().removeIf(now::isAfter);
        boolean inTime = Duration.between(proof.time(), now).abs().compareTo(SKEW) <= 0;
        return inTime
                && used.size() < MOST_NONCES
                && used.putIfAbsent(proof.nonce(), proof.time().plus(SKEW)) == null;
    }
}
