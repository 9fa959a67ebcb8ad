package org.sparklaunch.platform.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Folders of this machine whose files a user may name. Paths are compared after their links and {@code ..} are resolved. */
public record AllowedFolders(List<Path> folders) {

    /** Copies the list. */
    public AllowedFolders {
        folders = List.copyOf(folders);
    }

    /** Returns whether an absolute path, which need not exist, is in one of the folders. */
    public boolean contain(String path) {
        return folders.stream().anyMatch(folder -> contains(folder, path));
    }

    private static boolean contains(Path folder, String path) {
        try {
            return resolve(Path.of(path)).startsWith(folder.toRealPath());
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    /** Resolves the links of the part that exists. The rest may be created later, but not outside of it. */
    private static Path resolve(Path path) throws IOException {
        Path existing = path;
        while (Files.notExists(existing, LinkOption.NOFOLLOW_LINKS) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing.toRealPath().resolve(existing.relativize(path)).normalize();
    }
}
