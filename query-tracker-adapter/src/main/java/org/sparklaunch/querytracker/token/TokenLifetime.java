package org.sparklaunch.querytracker.token;

import java.time.Duration;

/**
 * How long a token lives without being refreshed, and how often it is refreshed while its session lives.
 *
 * @param ttl life of a token after its last refresh
 * @param refresh age at which it is refreshed; a failed refresh is tried again with every round of the housekeeper
 */
public record TokenLifetime(Duration ttl, Duration refresh) {
    /**
     * Checks one against the other.
     *
     * @throws IllegalArgumentException with the arithmetic when too little time is left to repeat a failed refresh
     */
    public TokenLifetime {
        Duration latest = ttl.multipliedBy(3).dividedBy(4);
        if (refresh.isNegative() || refresh.isZero() || refresh.compareTo(latest) > 0) {
            throw new IllegalArgumentException("A token refreshed every " + refresh.toSeconds() + " s that lives "
                    + ttl.toSeconds() + " s leaves " + ttl.minus(refresh).toSeconds()
                    + " s to repeat a failed refresh; a quarter of its life, "
                    + ttl.minus(latest).toSeconds() + " s, is needed: set --token-refresh to more than 0 and at most "
                    + latest.toSeconds() + "s, or raise --token-ttl");
        }
    }
}
