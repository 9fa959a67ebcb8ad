package org.sparklaunch.livy.server.driver.launch;

import org.sparklaunch.livy.server.driver.endpoint.DriverHttpResources;
import org.sparklaunch.livy.server.driver.process.ApplicationLauncher;
import org.sparklaunch.livy.server.driver.process.DriverLauncher;

/**
 * Where drivers run, and what that needs. Closing it leaves drivers as they are.
 *
 * <p>Arrow: implementations know this package, which does not know them.
 */
public interface DriverPlacement extends AutoCloseable {

    /** Returns the launcher of the drivers of sessions. */
    DriverLauncher sessions();

    /** Returns the launcher of batches. */
    ApplicationLauncher applications();

    /** Returns what drivers fetch before they connect. */
    DriverHttpResources httpResources();

    @Override
    void close();
}
