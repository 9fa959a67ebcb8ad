/**
 * Driver processes and their connections. A {@link org.sparklaunch.livy.server.driver.DriverHandle} holds one driver from its
 * launch or adoption to its end; a {@link org.sparklaunch.livy.server.driver.DriverLauncher} starts and finds processes; {@link
 * org.sparklaunch.livy.server.driver.DriverEndpoint} accepts connections and passes messages to a {@link
 * org.sparklaunch.livy.server.driver.DriverListener}. The package knows nothing of sessions.
 */
@NullMarked
package org.sparklaunch.livy.server.driver;

import org.jspecify.annotations.NullMarked;
