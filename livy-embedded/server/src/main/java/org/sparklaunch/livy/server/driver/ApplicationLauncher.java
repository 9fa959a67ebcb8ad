package org.sparklaunch.livy.server.driver;

import java.io.IOException;

/** Starts somebody's own applications, and finds those that an earlier server started. Thread-safe. */
public interface ApplicationLauncher {

    /**
     * Starts one.
     *
     * @throws IOException when it cannot be started; nothing runs then
     */
    ApplicationProcess launch(ApplicationSpec spec) throws IOException;

    /** The application that was launched under this identity, dead or alive. */
    ApplicationProcess find(DriverIdentity identity, DriverFolder folder);
}
