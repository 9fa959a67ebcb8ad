package org.sparklaunch.bench.scenario;

import java.time.Duration;

/**
 * How often everything is measured.
 *
 * @param warmUp statements before the first that counts
 * @param load how long GETs are counted
 * @param largeResults results of a million rows, after as many that do not count
 * @param finished sessions that ended before GETs are counted again
 */
public record Rounds(
        int launches, int sessions, int warmUp, int statements, Duration load, int largeResults, int finished) {

    /** Enough for medians that hold from one run to the next; ten minutes on two quiet cores. */
    public static Rounds full() {
        return new Rounds(4, 6, 300, 1500, Duration.ofSeconds(6), 5, 1000);
    }

    /** To see whether all works and where numbers are about. */
    public static Rounds quick() {
        return new Rounds(2, 3, 100, 300, Duration.ofSeconds(2), 3, 100);
    }
}
