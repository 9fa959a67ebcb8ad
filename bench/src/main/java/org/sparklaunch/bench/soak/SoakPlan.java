package org.sparklaunch.bench.soak;

import java.time.Duration;

/**
 * How long and how fast.
 *
 * @param every from the begin of one cycle to the begin of the next; a cycle is one session's life
 */
public record SoakPlan(Duration length, Duration every) {
    /** A driver costs about ten seconds of a core to start and warm; so about a quarter of one core is used. */
    private static final Duration MODERATE = Duration.ofSeconds(40);

    /** At a rate that leaves the machine to others. */
    public static SoakPlan of(Duration length) {
        return new SoakPlan(length, MODERATE);
    }
}
