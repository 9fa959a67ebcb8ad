package org.sparklaunch.livy.server.supply;

import org.sparklaunch.livy.server.driver.process.DriverLauncher;

/** The sources of drivers: shared ones, warm ones, and new ones. */
public record DriverSupply(DriverLauncher launcher, WarmDrivers warm, SharedDriverAllocator shared) {}
