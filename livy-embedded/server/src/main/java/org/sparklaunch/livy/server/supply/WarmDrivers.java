package org.sparklaunch.livy.server.supply;

import java.util.Optional;

/** Drivers that are ready before a session needs them. Thread-safe. */
public interface WarmDrivers {

    /** Returns how many are wanted; 0 when sessions always start cold. */
    int wanted();

    /**
     * Takes a driver that is ready and has default settings. It belongs to the caller from now on, also across a
     * restart once the caller has journalled it.
     */
    Optional<ClaimedDriver> claim();

    /** Counts a session that had to start cold. */
    void countCold();
}
