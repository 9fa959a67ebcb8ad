package org.sparklaunch.livy.server.session;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Who asked for a whole result. One thread calls; the driver goes on when a call has returned. */
public interface ResultReader {

    /**
     * Some whole lines.
     *
     * @throws IOException when they are no longer wanted; the driver then stops
     */
    void lines(String lines) throws IOException;

    /** Nothing comes after this; the failure says why not all has come, null when it has. */
    void ended(@Nullable String failure);
}
