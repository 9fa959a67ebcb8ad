package org.sparklaunch.livy.server.driver;

import java.io.IOException;
import java.util.Optional;

/** Starts drivers, and finds those that an earlier server started. Thread-safe. */
public interface DriverLauncher {

    /**
     * Starts one; it calls back when it is up, see {@link DriverEndpoint}.
     *
     * @throws IOException when the process cannot be started; nothing runs then
     */
    DriverProcess launch(DriverSpec spec) throws IOException;

    /** The process that was launched under this identity, dead or alive. */
    DriverProcess find(ProcessIdentity identity);

    /**
     * The process that runs under this id and proved over its connection that it is a driver of ours. Empty when it is
     * gone.
     */
    Optional<DriverProcess> adopt(long pid);
}
