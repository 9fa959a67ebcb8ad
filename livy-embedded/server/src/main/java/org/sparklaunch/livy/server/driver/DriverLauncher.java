package org.sparklaunch.livy.server.driver;

import java.io.IOException;
import java.nio.file.Path;
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
    DriverProcess find(DriverIdentity identity, DriverFolder folder);

    /**
     * The driver of this folder, which proved over its connection that it is one of ours and says that it has this process
     * id on its host. Empty when it is gone.
     */
    Optional<DriverProcess> adopt(long pid, DriverFolder folder);

    /** How to name a file in a driver's folder to that driver. */
    default String addressOf(Path file) {
        return file.toUri().toString();
    }
}
