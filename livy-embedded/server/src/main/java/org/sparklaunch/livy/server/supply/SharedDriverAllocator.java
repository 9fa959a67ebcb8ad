package org.sparklaunch.livy.server.supply;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverLauncher;
import org.sparklaunch.livy.server.request.SessionSpec;

/** Allocates drivers that several sessions of one user share. Thread-safe. */
public interface SharedDriverAllocator {

    /**
     * A session that shares a driver.
     *
     * @param name under which it will connect
     * @param owner null for a session without an owner
     * @param wanted all settings that its own driver would get
     */
    record Guest(String name, @Nullable String owner, boolean sqlOnly, SessionSpec spec, Map<String, String> wanted) {}

    /**
     * The driver that a session was allocated.
     *
     * @param driver the folder of the driver
     * @param settings of its Spark session beyond those of the driver
     */
    record Allocation(DriverFolder driver, Map<String, String> settings, SessionStart start) {}

    /** Returns whether such a session shares a driver; other sessions get their own. */
    boolean isShareable(SessionSpec spec, Map<String, String> wanted);

    /** Allocates an existing driver of the same user and settings. */
    Optional<Allocation> join(Guest guest);

    /** Allocates a new driver, a warm one if one is suitable. It counts as a user's from now on. */
    Allocation allocate(Guest guest, Supplier<Optional<ClaimedDriver>> warm);

    /** Frees the allocation of a session that was not created. */
    void free(String guest);

    /**
     * Returns the folder of the driver that a session of an earlier server shares; empty for one with its own driver.
     */
    Optional<DriverFolder> driverOf(String guest);

    /** Frees the allocations of all sessions but these, which exist after a restart. */
    void keepOnly(Set<String> guests);

    /** Returns the launcher that starts sessions in their shared drivers. */
    DriverLauncher launcher();
}
