package org.sparklaunch.livy.server.driver;

import java.util.Optional;
import org.sparklaunch.livy.protocol.DriverMessage;

/** Who a driver talks to. The calls of one connection come from one thread, in order, and must not block for long. */
public interface DriverListener {

    /** A driver has called and proved itself; this link replaces any earlier one. */
    void connected(DriverLink link, DriverMessage.Hello hello);

    /** It says something. */
    void received(DriverLink link, DriverMessage message);

    /** Who waits for the result that a driver opened a connection for; nobody where no results are asked for. */
    default Optional<ResultReceiver> receiver(String ticket) {
        return Optional.empty();
    }

    /** The link is gone: the driver died, or its connection did and it will call again. */
    void disconnected(DriverLink link);
}
