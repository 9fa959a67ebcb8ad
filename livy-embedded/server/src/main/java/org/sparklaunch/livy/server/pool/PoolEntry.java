package org.sparklaunch.livy.server.pool;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;

/** An entry of the pool's journal; {@code name} is the driver's. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PoolEntry.Added.class, name = "added"),
    @JsonSubTypes.Type(value = PoolEntry.Launched.class, name = "launched"),
    @JsonSubTypes.Type(value = PoolEntry.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = PoolEntry.Gone.class, name = "gone")
})
sealed interface PoolEntry {

    String name();

    /**
     * The driver's process is about to start. A later server uses it only if its own settings have the same
     * fingerprint.
     */
    record Added(String name, String settings) implements PoolEntry {}

    record Launched(String name, DriverIdentity driver) implements PoolEntry {}

    /** The driver is warm; {@code event} is the number of its event. */
    record Ready(String name, long event) implements PoolEntry {}

    /** The driver ended, or belongs to a session from now on. */
    record Gone(String name) implements PoolEntry {}
}
