package org.sparklaunch.livy.server.driver.process;

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

    /** Returns the exit code; empty while it runs, and when it was killed before the code was written. */
    public OptionalInt exitCode() throws IOException {
        Path file = folder.exitCode();
        return Files.exists(file)
                ? OptionalInt.of(Integer.parseInt(Files.readString(file).strip()))
                : OptionalInt.empty();
    }
}
