/**
 * What the Livy server and a session driver say to each other, and the few words both use for it.
 *
 * <p>A driver dials its server, both prove that they know the session's secret ({@link
 * org.sparklaunch.livy.protocol.Handshake}), then frames flow both ways ({@link
 * org.sparklaunch.livy.protocol.DriverConnection}). Whatever a driver reports that must not be lost is a numbered
 * {@link org.sparklaunch.livy.protocol.DriverMessage.Event}, kept by the driver until the server acknowledged it; whatever
 * the server orders carries an id that the driver accepts once. So either side may lose the connection, and the server
 * its life, at any moment.
 *
 * <p>The package lives on the class path of Spark drivers and therefore needs nothing but the JDK. Neighbours: the
 * {@code driver} and {@code server} modules, which do not know each other.
 */
@NullMarked
package org.sparklaunch.livy.protocol;

import org.jspecify.annotations.NullMarked;
