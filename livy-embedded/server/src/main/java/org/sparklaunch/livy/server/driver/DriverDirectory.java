package org.sparklaunch.livy.server.driver;

import java.util.Optional;
import org.sparklaunch.livy.protocol.SessionSecret;

/** Knows which drivers may call. Both answer empty for a name that is not, or no longer, known. */
public interface DriverDirectory {

    Optional<SessionSecret> secret(String driver);

    Optional<DriverPeer> peer(String driver);
}
