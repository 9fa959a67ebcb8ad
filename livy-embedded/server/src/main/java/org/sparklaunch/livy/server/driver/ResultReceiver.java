package org.sparklaunch.livy.server.driver;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes one result from a driver; one thread calls, and reads on from the driver only when a call has returned. */
public interface ResultReceiver {

    /**
     * Some whole lines.
     *
     * @throws IOException when they are no longer wanted; the driver then stops
     */
    void lines(String lines) throws IOException;

    /** Nothing comes after this; the failure says why not all has come, null when it has. */
    void ended(@Nullable String failure);
}
