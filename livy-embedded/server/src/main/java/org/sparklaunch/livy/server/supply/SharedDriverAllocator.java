package org.sparklaunch.livy.server.supply;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.driver.DriverFolder;
import org.sparklaunch.livy.server.driver.DriverLauncher;
import org.sparklaunch.livy.server.request.SessionSpec;

/** Drivers that several sessions of one user share. Thread-safe. */
public interface SharedDriverAllocator {

    /**
     * A session that is to share.
     *
     * @param name under which it will call
     * @param owner who it belongs to; null for nobody
     * @param wanted all settings that a driver of its own would get
     */
    record Guest(String name, @Nullable String owner, boolean sqlOnly, SessionSpec spec, Map<String, String> wanted) {}

    /**
     * Its place.
     *
     * @param driver the folder of the driver
     * @param settings what its Spark session is to have beyond what all have there
     */
    record Place(DriverFolder driver, Map<String, String> settings, SessionStart start) {}

    /** Whether such a session shares a driver here; the others get one of their own. */
    boolean serves(SessionSpec spec, Map<String, String> wanted);

    /** A place in a driver of the same user and settings that is there. */
    Optional<Place> join(Guest guest);

    /** A place in a new driver, which is made of a warm one if there is one that serves. It counts as a user's from now on. */
    Place found(Guest guest, Supplier<Optional<ClaimedDriver>> warm);

    /** Gives the place back of a session that did not come to be. */
    void leave(String guest);

    /** The folder of the driver that a session of an earlier server has a place in; empty for one with a driver of its own. */
    Optional<DriverFolder> driverOf(String guest);

    /** Forgets the places of all sessions but these, which are those that there are after a restart. */
    void keepOnly(Set<String> guests);

    /** Brings sessions to their places. */
    DriverLauncher launcher();
}
