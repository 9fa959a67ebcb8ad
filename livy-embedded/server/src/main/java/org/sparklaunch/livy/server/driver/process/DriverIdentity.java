package org.sparklaunch.livy.server.driver.process;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Identifies one driver for as long as it can exist; the next server finds it by this journalled value. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
    @JsonSubTypes.Type(DriverIdentity.OfProcess.class),
    @JsonSubTypes.Type(DriverIdentity.OfSubmission.class),
    @JsonSubTypes.Type(DriverIdentity.OfGuest.class)
})
public sealed interface DriverIdentity {

    /**
     * Identifies one process of this machine until it restarts: a process id is used again, the pair never is.
     *
     * @param startTicks the start time in clock ticks since boot, field 22 of {@code /proc/PID/stat}
     */
    record OfProcess(long pid, long startTicks) implements DriverIdentity {}

    /**
     * Identifies one driver that Spark's master placed on a worker.
     *
     * @param submission the master's name for it, such as {@code driver-20261121070512-0003}
     */
    record OfSubmission(String submission) implements DriverIdentity {}

    /**
     * A session in a driver that it shares with others.
     *
     * @param host the driver's name
     * @param guest the name under which the session calls
     */
    record OfGuest(String host, String guest) implements DriverIdentity {}
}
