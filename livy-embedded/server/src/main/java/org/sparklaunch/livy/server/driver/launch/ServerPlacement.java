package org.sparklaunch.livy.server.driver.launch;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.sparklaunch.livy.server.driver.endpoint.DriverHttpResources;
import org.sparklaunch.livy.server.driver.process.ApplicationLauncher;
import org.sparklaunch.livy.server.driver.process.DriverLauncher;
import org.sparklaunch.livy.settings.LivyConfig.DriverConfig;

/** Places all drivers on the server's machine. */
public record ServerPlacement(
        DriverLauncher sessions, ApplicationLauncher applications, DriverHttpResources httpResources)
        implements DriverPlacement {

    /** Places session drivers by the given launcher. */
    public static ServerPlacement of(DriverLauncher sessions, DriverConfig config, DriverGroups groups)
            throws IOException {
        return new ServerPlacement(
                sessions, new LocalApplicationLauncher(config, groups), DriverHttpResources.closed());
    }

    /** Returns the launcher of real session drivers, which connect to the endpoint. */
    public static DriverLauncher launcher(DriverConfig config, InetSocketAddress endpoint, DriverGroups groups) {
        return new SparkDriverLauncher(config, endpoint, groups);
    }

    @Override
    public void close() {
        // The processes are local: their state is read when it is needed.
    }
}
