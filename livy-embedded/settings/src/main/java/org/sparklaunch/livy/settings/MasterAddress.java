package org.sparklaunch.livy.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where Spark's master is. In a cluster with several, the launcher keeps a file that always names those that are there. */
final class MasterAddress {
    private static final String FILE = "file:";

    private MasterAddress() {}

    /** What the setting means at this moment. */
    static String now(String setting) {
        if (!setting.startsWith(FILE)) {
            return setting;
        }
        Path file = Path.of(URI.create(setting));
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the master's address from " + file, e);
        }
    }
}
