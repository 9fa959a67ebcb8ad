package org.sparklaunch.livy.server.driver;

/**
 * A session in a driver that it shares with others.
 *
 * @param host the driver's name
 * @param guest the name under which the session calls
 */
public record GuestIdentity(String host, String guest) implements DriverIdentity {}
