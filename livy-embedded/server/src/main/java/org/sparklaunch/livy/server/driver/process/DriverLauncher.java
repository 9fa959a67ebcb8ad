package org.sparklaunch.livy.server.driver.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Starts drivers and finds those that an earlier server started. Thread-safe. */
public interface DriverLauncher {

    /**
     * Starts a driver, which connects to the server when it is up.
     *
     * @throws IOException when the process cannot be started; nothing runs then
     */
    DriverProcess launch(DriverSpec spec) throws IOException;

    /** Returns the process with this identity, dead or alive. */
    DriverProcess find(DriverIdentity identity, DriverFolder folder);

    /**
     * Returns the process of an authenticated driver that reports this process id on its host; empty when it is gone.
     */
    Optional<DriverProcess> adopt(long pid, DriverFolder folder);

    /** Returns the address of a file in a driver's folder, as the driver is to read it. */
    default String addressOf(Path file) {
        return file.toUri().toString();
    }
}
