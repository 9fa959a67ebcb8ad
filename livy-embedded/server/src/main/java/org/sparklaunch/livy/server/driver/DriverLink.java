package org.sparklaunch.livy.server.driver;

import org.sparklaunch.livy.protocol.ServerMessage;

/** The connection to one driver while it lasts. Thread-safe; neither method blocks. */
public interface DriverLink {

    /** Sends a message in the order of the calls. A message is lost if the connection ends first; the owner sends it again. */
    void send(ServerMessage message);

    /** Ends the connection. Its {@link DriverListener} is told by {@link DriverListener#disconnected}. Idempotent. */
    void close();
}
