package org.sparklaunch.livy.server.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.platform.file.PrivateFiles;

/**
 * Files of outputs and results that are too large for memory: a hundred of them would exceed the server's heap. They
 * are read at each request that shows them.
 */
final class OutputFiles {
    /** The limit in characters; a shorter output stays in memory and in the journal. */
    static final int INLINE = 64 * 1024;

    private final Path folder;

    /** Takes the folder of the files, which goes with the session. */
    OutputFiles(Path folder) {
        this.folder = folder;
    }

    /** Writes a large output to a file and returns its name; null for a small one. */
    @Nullable
    String keep(String name, @Nullable String text) {
        if (text == null || text.length() <= INLINE) {
            return null;
        }
        try {
            PrivateFiles.createFolders(folder);
            Files.writeString(
                    folder.resolve(name),
                    text,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder.resolve(name), e);
        }
    }

    /** Returns the path of a file; null for none. */
    @Nullable
    Path find(@Nullable String name) {
        return name == null ? null : folder.resolve(name);
    }

    /** Reads a file; null when it was removed since the caller found it. */
    static @Nullable String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("the output in " + file + " cannot be read", e);
        }
    }

    /** Removes the file of a forgotten statement or job. */
    static void forget(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the output in " + file + " cannot be removed", e);
        }
    }
}
