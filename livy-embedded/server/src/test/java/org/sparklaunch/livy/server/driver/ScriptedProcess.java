package org.sparklaunch.livy.server.driver;

import java.time.Duration;

/** A process that ends when the test says so, or by a signal that the test lets it obey. */
final class ScriptedProcess implements DriverProcess {
    private final ProcessIdentity identity;
    private boolean alive = true;
    private boolean killed;

    ScriptedProcess(long pid) {
        this.identity = new ProcessIdentity(pid, 1);
    }

    synchronized void exit() {
        alive = false;
    }

    synchronized boolean isKilled() {
        return killed;
    }

    @Override
    public ProcessIdentity identity() {
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
