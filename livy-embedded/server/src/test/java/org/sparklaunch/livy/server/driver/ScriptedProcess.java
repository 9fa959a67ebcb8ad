package org.sparklaunch.livy.server.driver;

import java.time.Duration;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;
import org.sparklaunch.livy.server.driver.process.DriverProcess;

/** A process that ends when the test says so, or by a signal that the test lets it obey. */
final class ScriptedProcess implements DriverProcess {
    private final DriverIdentity.OfProcess identity;
    private boolean alive = true;
    private boolean killed;

    ScriptedProcess(long pid) {
        this.identity = new DriverIdentity.OfProcess(pid, 1);
    }

    synchronized void exit() {
        alive = false;
    }

    synchronized boolean isKilled() {
        return killed;
    }

    @Override
    public DriverIdentity.OfProcess identity() {
        return identity;
    }

    @Override
    public synchronized boolean isAlive() {
        return alive;
    }

    /** Returns at once: a scripted process changes only between the calls of a test. */
    @Override
    public synchronized boolean awaitExit(Duration limit) {
        return !alive;
    }

    @Override
    public synchronized void terminate() {
        alive = false;
    }

    @Override
    public synchronized void kill() {
        alive = false;
        killed = true;
    }
}
