package org.sparklaunch.livy.server.supply;

import org.sparklaunch.livy.server.driver.DriverLauncher;

/** Where sessions get their drivers: a shared or a warm one where one serves, else one that is launched. */
public record DriverSupply(DriverLauncher launcher, WarmDrivers warm, SharedDriverAllocator sharing) {}
