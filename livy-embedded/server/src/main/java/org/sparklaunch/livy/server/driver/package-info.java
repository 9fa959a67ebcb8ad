/**
 * Driver processes and the connections that they open: starting one, finding it again after a restart of the server,
 * talking to it, ending it for certain. Knows nothing of sessions: a {@link
 * org.sparklaunch.livy.server.driver.DriverPeer} is what the other package shows.
 */
@NullMarked
package org.sparklaunch.livy.server.driver;

import org.jspecify.annotations.NullMarked;
