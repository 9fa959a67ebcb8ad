package org.sparklaunch.livy.server.pool;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.sparklaunch.livy.server.driver.DriverIdentity;

/** A line of the pool's journal; {@code name} is the driver's. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PoolEntry.Added.class, name = "added"),
    @JsonSubTypes.Type(value = PoolEntry.Launched.class, name = "launched"),
    @JsonSubTypes.Type(value = PoolEntry.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = PoolEntry.Gone.class, name = "gone")
})
sealed interface PoolEntry {

    String name();

    /** Its folder exists, its process is about to; what it was started with tells whether a later server can use it. */
    record Added(String name, String settings) implements PoolEntry {}

    record Launched(String name, DriverIdentity driver) implements PoolEntry {}

    /** It is warm; the number is that of its report. */
    record Ready(String name, long event) implements PoolEntry {}

    /** Ended, or a session's from here on. */
    record Gone(String name) implements PoolEntry {}
}
