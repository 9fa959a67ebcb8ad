package org.sparklaunch.livy.server.driver.endpoint;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.sparklaunch.livy.protocol.Handover;
import org.sparklaunch.livy.protocol.HandoverBundle;
import org.sparklaunch.livy.protocol.SessionSecret;

/**
 * What the drivers' port serves besides driver connections.
 *
 * @param handovers the settings of drivers on workers
 * @param jars the jars of session drivers
 * @param uploads the files that clients sent to sessions
 */
public record DriverHttpResources(Handover.Source handovers, JarStore jars, UploadStore uploads) {

    /** Returns the resources of a server that places no drivers on workers: none. */
    public static DriverHttpResources closed() throws IOException {
        return new DriverHttpResources(
                new Handover.Source() {
                    @Override
                    public Optional<SessionSecret> secret(String driver) {
                        return Optional.empty();
                    }

                    @Override
                    public HandoverBundle take(String driver, String submission) throws IOException {
                        throw new IOException(
                                "driver " + driver + " is not expected: this server places no drivers on workers");
                    }
                },
                JarStore.of(List.of()),
                UploadStore.closed());
    }
}
