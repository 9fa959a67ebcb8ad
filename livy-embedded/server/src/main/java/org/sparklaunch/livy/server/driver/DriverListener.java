package org.sparklaunch.livy.server.driver;

import java.util.Optional;
import org.sparklaunch.livy.protocol.DriverMessage;

/**
 * Receives the messages of a driver. The calls of one connection come from one thread, in order, and must not block for
 * long.
 */
public interface DriverListener {

    /** Accepts the connection of an authenticated driver, which replaces an earlier one. */
    void connected(DriverLink link, DriverMessage.Hello hello);

    /** Processes a report. */
    void received(DriverLink link, DriverMessage.Report report);

    /**
     * Returns the receiver of the result transfer for which a driver opened a connection; empty when none is expected.
     */
    default Optional<ResultReceiver> receiver(String transfer) {
        return Optional.empty();
    }

    /** Notes the end of the connection: the driver died, or it will connect again. */
    void disconnected(DriverLink link);
}
