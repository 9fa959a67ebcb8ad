package org.sparklaunch.livy.server.shared;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;
import org.sparklaunch.livy.server.driver.process.DriverProcess;

/**
 * A session in a shared driver, seen as a process. It ends when the driver reports the end of the guest, when the guest
 * has to leave, or with the driver's process.
 */
final class GuestProcess implements DriverProcess {
    private static final long POLL_MILLIS = 20;

    private final SharedDriver host;
    private final String guest;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    GuestProcess(SharedDriver host, String guest) {
        this.host = host;
        this.guest = guest;
    }

    @Override
    public DriverIdentity identity() {
        return new DriverIdentity.OfGuest(host.name(), guest);
    }

    @Override
    public boolean isAlive() {
        return !gone.isDone() && host.isAlive();
    }

    @Override
    public boolean awaitExit(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (isAlive()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            try {
                // The driver's process can end without a message.
                gone.get(Math.min(left, POLL_MILLIS), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Checks again.
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        return true;
    }

    /** Notes that the driver ended the guest, or never had it. */
    void markEnded() {
        gone.complete(null);
    }

    @Override
    public void terminate() {
        kill();
    }

    @Override
    public void kill() {
        host.remove(guest);
    }
}
