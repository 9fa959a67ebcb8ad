package org.sparklaunch.livy.server.shared;

import java.time.Duration;
import org.sparklaunch.livy.server.driver.DriverProcess;
import org.sparklaunch.livy.server.driver.GuestIdentity;

/** A session in a shared driver that no longer exists. */
record MissingGuest(GuestIdentity identity) implements DriverProcess {

    @Override
    public boolean isAlive() {
        return false;
    }

    @Override
    public boolean awaitExit(Duration limit) {
        return true;
    }

    @Override
    public void terminate() {
        // It has ended.
    }

    @Override
    public void kill() {
        // It has ended.
    }
}
