package org.sparklaunch.livy.server;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sparklaunch.livy.server.batch.Batches;
import org.sparklaunch.livy.server.driver.DriverDirectory;
import org.sparklaunch.livy.server.driver.launch.DriverPlacement;
import org.sparklaunch.livy.server.pool.WarmPool;
import org.sparklaunch.livy.server.request.Oversight;
import org.sparklaunch.livy.server.request.Slots;
import org.sparklaunch.livy.server.rest.LivyRest;
import org.sparklaunch.livy.server.session.SessionManager;
import org.sparklaunch.livy.server.shared.SharedDrivers;
import org.sparklaunch.livy.server.supply.DriverSupply;
import org.sparklaunch.livy.settings.LivyConfig;

/** The services that have drivers, and the slots that they share. */
record DriverServices(Slots slots, SessionManager sessions, Batches batches, SharedDrivers shared, WarmPool pool) {
    /** Opens the services and recovers what an earlier server left in the state folder. */
    static DriverServices open(LivyConfig config, DriverPlacement placement, Oversight oversight, InstantSource clock)
            throws IOException {
        Slots slots = new Slots(config.session().max());
        WarmPool pool = WarmPool.open(config, placement.sessions(), clock);
        SharedDrivers shared = SharedDrivers.open(config, placement.sessions(), clock, oversight.sqlOnly());
        SessionManager sessions = SessionManager.open(
                config, new DriverSupply(placement.sessions(), pool, shared), clock, slots, oversight);
        slots.count(shared::used);
        slots.count(shared);
        slots.count(pool);
        pool.recover(taken(sessions, shared));
        return new DriverServices(
                slots, sessions, Batches.open(config, placement.applications(), clock, slots, oversight), shared, pool);
    }

    /** Returns the names of the drivers in use, which are no longer warm ones. */
    private static Set<String> taken(SessionManager sessions, SharedDrivers shared) {
        return Stream.concat(sessions.drivers().stream(), shared.names().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the directory that finds the owner of a driver by its name. */
    DriverDirectory directory() {
        return sessions.or(shared).or(pool);
    }

    /** Returns the services to close; each ends its drivers. */
    List<AutoCloseable> ends() {
        return List.of(sessions, batches, shared, pool);
    }

    /** Returns what releases the journals and leaves the drivers running. */
    List<AutoCloseable> releases() {
        return List.of(sessions::release, pool::release, shared::release, batches::release);
    }

    /** Returns what the REST API shows of drivers. */
    LivyRest.Drivers drivers() {
        return new LivyRest.Drivers(pool::status, shared::status, slots);
    }
}
