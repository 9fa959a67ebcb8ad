package org.sparklaunch.launcher.config;

import java.util.OptionalInt;

/**
 * The wanted Livy server.
 *
 * @param host the address of this machine that its REST API binds to
 * @param driverCores of each session's driver, a limit
 * @param driverMemory heap of each session's driver, a limit
 */
public record LivySpec(String host, OptionalInt port, int maxSessions, int driverCores, MemorySize driverMemory) {}
