package org.sparklaunch.livy.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resolves the setting of Spark's master. With several masters it names a file, which the launcher keeps up to date. */
final class MasterAddress {
    private static final String FILE = "file:";

    private MasterAddress() {}

    /** Returns the master's address at this moment. */
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
