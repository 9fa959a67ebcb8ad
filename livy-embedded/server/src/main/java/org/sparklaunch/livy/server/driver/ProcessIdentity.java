package org.sparklaunch.livy.server.driver;

/**
 * Names one process of this machine for as long as the machine runs: a process id is given again to others, the pair never is.
 *
 * @param startTicks the start time in clock ticks since boot, field 22 of {@code /proc/PID/stat}
 */
public record ProcessIdentity(long pid, long startTicks) implements DriverIdentity {}
