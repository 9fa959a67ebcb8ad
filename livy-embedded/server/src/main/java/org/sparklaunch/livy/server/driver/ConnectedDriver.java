package org.sparklaunch.livy.server.driver;

/** A driver that passes from one {@link DriverHandle} to another, with its connection. */
public record ConnectedDriver(DriverFolder folder, DriverProcess process, DriverLink link) {}
