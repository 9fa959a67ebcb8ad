package org.sparklaunch.livy.server.driver.process;

import java.io.IOException;

/** Starts users' applications and finds those that an earlier server started. Thread-safe. */
public interface ApplicationLauncher {

    /**
     * Starts an application.
     *
     * @throws IOException when it cannot be started; nothing runs then
     */
    ApplicationProcess launch(ApplicationSpec spec) throws IOException;

    /** Returns the application with this identity, dead or alive. */
    ApplicationProcess find(DriverIdentity identity, DriverFolder folder);
}
