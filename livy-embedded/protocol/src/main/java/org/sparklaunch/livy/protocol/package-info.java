/**
 * The protocol between the Livy server and a session driver, and the types that both use.
 *
 * <p>A driver connects to its server. Both prove that they know the session's secret ({@link
 * org.sparklaunch.livy.protocol.Handshake}), then frames flow both ways ({@link
 * org.sparklaunch.livy.protocol.DriverConnection}). A report that must not be lost is a numbered {@link
 * org.sparklaunch.livy.protocol.DriverMessage.Event}; the driver keeps it until the server acknowledges it. A statement or job
 * carries an id that the driver accepts once. So the connection may break, and the server may die, at any moment.
 *
 * <p>{@code ServerMessageTable} and {@code DriverMessageTable} hold the bytes of every message. A test compares them with the
 * recorded bytes of {@link org.sparklaunch.livy.protocol.Handshake#VERSION}.
 *
 * <p>The package is on the class path of Spark drivers and needs only the JDK. The {@code driver} and {@code server} modules use
 * it and do not know each other.
 */
@NullMarked
package org.sparklaunch.livy.protocol;

import org.jspecify.annotations.NullMarked;
