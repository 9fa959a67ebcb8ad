package org.sparklaunch.livy.server.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The version of the entries in all journals of a state folder, kept in its file {@code journal-format}. Servers before the
 * first versioned one wrote no such file; their entries are those of version 1.
 */
public final class JournalFormat {
    /** Raised by every change that a server of the version before could not read, or would read differently. */
    public static final int VERSION = 1;

    private static final String FILE = "journal-format";

    private JournalFormat() {}

    /**
     * Checks that this server can read the journals of the folder, then records its own version.
     *
     * @throws IOException when a newer server wrote them
     */
    public static void claim(Path stateFolder) throws IOException {
        Path file = stateFolder.resolve(FILE);
        if (Files.exists(file)) {
            int found = parse(file);
            if (found > VERSION) {
                throw new IOException("the state folder " + stateFolder + " has journals of format " + found
                        + ", this server reads up to " + VERSION
                        + "; start the newer version again, or give this one another state folder");
            }
        }
        Files.writeString(file, VERSION + "\n");
    }

    private static int parse(Path file) throws IOException {
        String content = Files.readString(file).strip();
        try {
            return Integer.parseInt(content);
        } catch (NumberFormatException e) {
            throw new IOException(
                    "cannot read the journal format from " + file + ": '" + content + "' is not a number; restore the"
                            + " file, or use another state folder",
                    e);
        }
    }
}
