package org.sparklaunch.livy.server.driver;

import java.util.Optional;
import org.sparklaunch.livy.protocol.SessionSecret;

/** Finds drivers by name. Both methods return empty for a name that is not, or no longer, known. */
public interface DriverDirectory {

    Optional<SessionSecret> secret(String driver);

    Optional<DriverListener> peer(String driver);

    /**
     * Returns a directory that asks this one first, then the other. A driver that moves from the other to this one is
     * always found.
     */
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
