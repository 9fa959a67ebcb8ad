package org.sparklaunch.livy.server.driver;

/**
 * Identifies one process of this machine until it restarts: a process id is used again, the pair never is.
 *
 * @param startTicks the start time in clock ticks since boot, field 22 of {@code /proc/PID/stat}
 */
public record ProcessIdentity(long pid, long startTicks) implements DriverIdentity {}
