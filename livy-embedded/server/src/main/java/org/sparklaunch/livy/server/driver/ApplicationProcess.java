package org.sparklaunch.livy.server.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * The process of an application, whose exit code can be read also by a server that is not its parent.
 *
 * @param process leads the group of all that the application started
 */
public record ApplicationProcess(DriverProcess process, DriverFolder folder) {

    /** How it ended; empty while it runs, and for one that was killed before it could be written down. */
    public OptionalInt exitCode() throws IOException {
        Path file = folder.exitCode();
        return Files.exists(file)
                ? OptionalInt.of(Integer.parseInt(Files.readString(file).strip()))
                : OptionalInt.empty();
    }
}
