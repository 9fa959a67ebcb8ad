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
 * Outputs and results that are too large to be kept in memory, a file each; a hundred of them would be more than the
 * server's heap. They are read again at each request that shows them.
 */
final class OutputFiles {
    /** In characters; what is shorter stays in memory and in the journal. */
    static final int INLINE = 64 * 1024;

    private final Path folder;

    /** Takes where the files are to be; they go with the session. */
    OutputFiles(Path folder) {
        this.folder = folder;
    }

    /** Writes a text that is large under the name, which is answered; null for one that is not. */
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

    /** Where a kept text is; null for none. */
    @Nullable
    Path find(@Nullable String name) {
        return name == null ? null : folder.resolve(name);
    }

    /** Null for one that was forgotten since the caller found it. */
    static @Nullable String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("the output in " + file + " cannot be read", e);
        }
    }

    /** Nobody asks for it any more. */
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
