package org.sparklaunch.livy.driver.policy;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sparklaunch.platform.file.PrivateFiles;

/**
 * Finds symbolic links below a local folder that lead out of it. Spark follows them with the rights of the launch's account. A folder
 * that only this account can enter is not searched: no other account can put a link into it.
 */
final class LinkSearch {
    private static final Set<PosixFilePermission> ENTER_BY_OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

    private LinkSearch() {}

    /**
     * Returns the links.
     *
     * @throws IOException when the folder cannot be listed
     */
    static List<Path> leadingOut(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Path real = folder.toRealPath();
        List<Path> links = new ArrayList<>();
        if (isOpen(real)) {
            Files.walkFileTree(real, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isSymbolicLink() && !isBelow(real, file)) {
                        links.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    // Removed in the meantime; a file that cannot be read here, Spark cannot read either.
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        return links;
    }

    private static boolean isBelow(Path folder, Path link) {
        try {
            return link.toRealPath().startsWith(folder);
        } catch (IOException e) {
            // It leads nowhere yet; a write would create its target.
            return false;
        }
    }

    private static boolean isOpen(Path real) throws IOException {
        for (Path above = real; above != null; above = above.getParent()) {
            if (isClosed(above)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isClosed(Path folder) throws IOException {
        return Files.getPosixFilePermissions(folder).stream().noneMatch(ENTER_BY_OTHERS::contains)
                && PrivateFiles.isOwn(folder);
    }
}
