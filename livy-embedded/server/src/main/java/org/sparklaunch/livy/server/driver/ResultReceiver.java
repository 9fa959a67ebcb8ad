package org.sparklaunch.livy.server.driver;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Receives one result from a driver. One thread calls, and reads more from the driver only when a call has returned.
 */
public interface ResultReceiver {

    /**
     * Receives some whole lines.
     *
     * @throws IOException when they are no longer wanted; the driver then stops
     */
    void lines(String lines) throws IOException;

    /** Notes the end of the result. */
    void ended(@Nullable String failure);
}
