/**
 * A driver and its connection. A {@link org.sparklaunch.livy.server.driver.DriverHandle} holds one driver from its launch or
 * adoption to its end. A {@link org.sparklaunch.livy.server.driver.DriverListener} receives its messages. The packages below
 * describe processes, start them, accept connections and read logs. None of them knows sessions.
 */
@NullMarked
package org.sparklaunch.livy.server.driver;

import org.jspecify.annotations.NullMarked;
