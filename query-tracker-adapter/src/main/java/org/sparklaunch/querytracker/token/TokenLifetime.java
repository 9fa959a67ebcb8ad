package org.sparklaunch.querytracker.token;

import java.time.Duration;

/**
 * How long a token lives without being refreshed, and how often it is refreshed while its session lives.
 *
 * @param ttl life of a token after its last refresh
 * @param refresh age at which it is refreshed; a failed refresh is tried again every few seconds
 */
public record TokenLifetime(Duration ttl, Duration refresh) {
    /**
     * Checks that a failed refresh can be repeated in time.
     *
     * @throws IllegalArgumentException when too little time is left
     */
    public TokenLifetime {
        Duration latest = ttl.multipliedBy(3).dividedBy(4);
        if (refresh.isNegative() || refresh.isZero() || refresh.compareTo(latest) > 0) {
            throw new IllegalArgumentException("a token that is refreshed every " + refresh.toSeconds()
                    + " s and expires after "
                    + ttl.toSeconds() + " s leaves " + ttl.minus(refresh).toSeconds()
                    + " s to repeat a failed refresh; a quarter of its time to live, "
                    + ttl.minus(latest).toSeconds() + " s, is needed: set --token-refresh to more than 0 and at most "
                    + latest.toSeconds() + "s, or raise --token-ttl");
        }
    }
}
