package org.sparklaunch.livy.server.driver;

import java.util.Optional;
import org.sparklaunch.livy.protocol.SessionSecret;

/** Knows which drivers may call. Both answer empty for a name that is not, or no longer, known. */
public interface DriverDirectory {

    Optional<SessionSecret> secret(String driver);

    Optional<DriverListener> peer(String driver);

    /** Asks this one first, then the other: a driver that moves from that to this is always found once it arrived. */
    default DriverDirectory or(DriverDirectory other) {
        DriverDirectory first = this;
        return new DriverDirectory() {
            @Override
            public Optional<SessionSecret> secret(String driver) {
                return first.secret(driver).or(() -> other.secret(driver));
            }

            @Override
            public Optional<DriverListener> peer(String driver) {
                return first.peer(driver).or(() -> other.peer(driver));
            }
        };
    }
}
