package org.sparklaunch.livy.server.driver.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.server.driver.process.DriverFolder;

/**
 * Limits the disk space of drivers' output. A driver appends to its open files, so a large one is copied aside, in
 * place of the copy before, and emptied. A driver that prints fast loses some lines between the two steps.
 */
public final class LogTrimmer {
    private static final Logger log = LoggerFactory.getLogger(LogTrimmer.class);

    private final List<Path> roots;
    private final long most;

    /**
     * Creates the trimmer of the drivers in these folders.
     *
     * @param most bytes that a file may have; with the copy aside it is twice that
     */
    public LogTrimmer(List<Path> roots, long most) {
        this.roots = List.copyOf(roots);
        this.most = most;
    }

    /** Checks all files once. */
    public void cut() {
        for (Path root : roots) {
            if (Files.isDirectory(root)) {
                try (Stream<Path> folders = Files.list(root)) {
                    folders.map(DriverFolder::new).forEach(this::cut);
                } catch (IOException e) {
                    log.warn("cannot trim the logs in {}", root, e);
                }
            }
        }
    }

    private void cut(DriverFolder folder) {
        for (Path file : List.of(folder.stdout(), folder.stderr())) {
            try {
                if (Files.exists(file) && Files.size(file) > most) {
                    Files.copy(
                            file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                    Files.newOutputStream(file, StandardOpenOption.TRUNCATE_EXISTING)
                            .close();
                }
            } catch (IOException e) {
                // Its session may be deleted at this moment.
                log.debug("{} cannot be cut", file, e);
            }
        }
    }
}
