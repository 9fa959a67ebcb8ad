package org.sparklaunch.livy.server.driver.launch;

import org.sparklaunch.livy.server.driver.endpoint.DriverHttpResources;
import org.sparklaunch.livy.server.driver.process.ApplicationLauncher;
import org.sparklaunch.livy.server.driver.process.DriverLauncher;

/** Places all drivers on the server's machine. */
public record ServerPlacement(
        DriverLauncher sessions, ApplicationLauncher applications, DriverHttpResources httpResources)
        implements DriverPlacement {

    @Override
    public void close() {
        // The processes are local: their state is read when it is needed.
    }
}
