package org.sparklaunch.livy.server.supply;

import java.util.Optional;

/** Drivers that are ready before anybody asks for them. Thread-safe. */
public interface WarmDrivers {

    /** How many there are to be; 0 when sessions always start cold. */
    int wanted();

    /** Takes one out that is ready and has what a session gets that asks for nothing in particular; it is the caller's from now on, also across a restart once the caller wrote so down. */
    Optional<ClaimedDriver> claim();

    /** Notes a session that had to start cold. */
    void missed();
}
