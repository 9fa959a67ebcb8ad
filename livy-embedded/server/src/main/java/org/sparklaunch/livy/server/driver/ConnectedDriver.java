package org.sparklaunch.livy.server.driver;

import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverProcess;

/** A driver that passes from one {@link DriverHandle} to another, with its connection. */
public record ConnectedDriver(DriverFolder folder, DriverProcess process, DriverLink link) {}
