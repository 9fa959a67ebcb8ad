/**
 * Drivers that several sessions of one user have in common, on {@code sessionIsolation} {@code context}.
 *
 * <p>{@link org.sparklaunch.livy.server.shared.SharedDrivers} finds or makes the driver for a session and launches the
 * session in it as others launch a driver: to a session its place there is a process like any other, {@code GuestProcess}.
 * {@code SharedDriver} is the one that really runs; it tells it who its guests are. {@code SharedStore} remembers all of it
 * for the next server.
 */
@NullMarked
package org.sparklaunch.livy.server.shared;

import org.jspecify.annotations.NullMarked;
