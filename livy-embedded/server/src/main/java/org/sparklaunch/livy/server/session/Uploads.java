package org.sparklaunch.livy.server.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sparklaunch.platform.file.PrivateFiles;

/** The files that clients sent to one session. Each has its own folder, so that none replaces one that is in use. */
final class Uploads {
    /** The longest file name of Linux. */
    private static final int LONGEST_NAME = 255;

    private final Path folder;

    /** Takes the parent folder, which goes with the session. */
    Uploads(Path folder) {
        this.folder = folder;
    }

    /**
     * Stores a file under the last part of its name.
     *
     * @param name as the client gave it; what looks like a folder in it is left out
     * @throws IllegalArgumentException when nothing is left of the name, or too much
     */
    Path keep(String name, InputStream content) throws IOException {
        String base = baseName(name);
        Path own = PrivateFiles.createTemporaryFolder(PrivateFiles.createFolders(folder));
        Path file = own.resolve(base);
        Files.copy(content, file);
        return file;
    }

    static String baseName(String name) {
        String base = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        if (base.isEmpty() || base.equals(".") || base.equals("..")) {
            throw new IllegalArgumentException("requirement failed: '" + name + "' is not a file name");
        }
        if (base.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "requirement failed: the file name '" + base + "' is longer than " + LONGEST_NAME + " bytes");
        }
        return base;
    }
}
