package org.sparklaunch.livy.server.driver;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.sparklaunch.livy.protocol.Handover;
import org.sparklaunch.livy.protocol.HandoverBundle;
import org.sparklaunch.livy.protocol.SessionSecret;

/**
 * What callers at the drivers' port can get besides a conversation.
 *
 * @param handovers the settings of drivers on workers
 * @param jars their jars
 * @param uploads what clients sent to sessions
 */
public record DriverHttpResources(Handover.Source handovers, JarStore jars, UploadStore uploads) {

    /** Where drivers run beside the server nobody comes for these. */
    public static DriverHttpResources closed() throws IOException {
        return new DriverHttpResources(
                new Handover.Source() {
                    @Override
                    public Optional<SessionSecret> secret(String driver) {
                        return Optional.empty();
                    }

                    @Override
                    public HandoverBundle take(String driver, String submission) throws IOException {
                        throw new IOException("driver " + driver + " is not expected here");
                    }
                },
                JarStore.of(List.of()),
                UploadStore.closed());
    }
}
