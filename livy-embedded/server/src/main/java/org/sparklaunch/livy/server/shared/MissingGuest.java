package org.sparklaunch.livy.server.shared;

import java.time.Duration;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;
import org.sparklaunch.livy.server.driver.process.DriverProcess;

/** A session in a shared driver that no longer exists. */
record MissingGuest(DriverIdentity.OfGuest identity) implements DriverProcess {

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
