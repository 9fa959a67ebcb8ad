package org.sparklaunch.livy.server.driver;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.server.driver.process.DriverProcess;

/** Ends a driver: by a message, then by SIGTERM, then by SIGKILL to the whole group. */
public final class DriverTermination {
    private static final Logger log = LoggerFactory.getLogger(DriverTermination.class);

    /** A driver stops Spark in well under a second; one that hangs in user code never does. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private DriverTermination() {}

    /** Ends the driver. Returns when no process is left, at the latest after three times five seconds. */
    public static void end(DriverProcess process, @Nullable DriverLink link) throws InterruptedException {
        boolean gone = !process.isAlive();
        if (!gone && link != null) {
            link.send(new ServerMessage.Shutdown());
            gone = process.awaitExit(PATIENCE);
        }
        if (!gone) {
            process.terminate();
            gone = process.awaitExit(PATIENCE);
        }
        // Also after a polite end: kernels that the driver started may still be there.
        process.kill();
        if (!gone && !process.awaitExit(PATIENCE)) {
            log.error("driver process {} survives SIGKILL", process.identity());
        }
    }
}
