package org.sparklaunch.livy.server.driver;

/** All drivers run beside the server, on its machine. */
public record ServerPlacement(DriverLauncher sessions, ApplicationLauncher applications, DriverHttpResources reception)
        implements DriverPlacement {

    @Override
    public void close() {
        // Processes are the machine's: nothing watches them but whoever asks.
    }
}
