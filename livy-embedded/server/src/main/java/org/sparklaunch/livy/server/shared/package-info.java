/**
 * Drivers that several sessions of one user share, with {@code sessionIsolation} {@code context}.
 *
 * <p>{@link org.sparklaunch.livy.server.shared.SharedDrivers} finds or creates the driver of a session and launches the session
 * in it like a driver: for the session, its place there is a process, {@code GuestProcess}. A {@code SharedDriver} is the
 * driver itself, which is sent the list of its guests. {@code SharedStore} keeps all of it for the next server.
 */
@NullMarked
package org.sparklaunch.livy.server.shared;

import org.jspecify.annotations.NullMarked;
