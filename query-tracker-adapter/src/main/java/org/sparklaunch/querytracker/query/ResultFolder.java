package org.sparklaunch.querytracker.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.sparklaunch.platform.file.FileTree;

/** Where drivers write full results and the tracker reads and removes them. Thread-safe. */
public final class ResultFolder {
    /** So long a folder that no result names may still be written by a query that runs. */
    private static final Duration UNFINISHED = Duration.ofDays(1);

    private final Path root;

    /** The folder need not exist yet. */
    public ResultFolder(Path root) {
        this.root = root;
    }

    /**
     * A file of a full result.
     *
     * @throws QueryException when there is none of the number, or it is gone
     */
    public Path file(FullResult full, int number) {
        if (number < 0 || number >= full.parts().size()) {
            throw new QueryException(
                    QueryError.RESULT_NOT_FOUND,
                    "The full result has the files 0 to " + (full.parts().size() - 1) + ", not " + number);
        }
        Path file = root.resolve(full.folder()).resolve(full.parts().get(number).name());
        if (!Files.isRegularFile(file)) {
            throw new QueryException(
                    QueryError.RESULT_NOT_FOUND,
                    "The full result's file " + number + " is not in this tracker's --results-dir; cluster and tracker"
                            + " must name one folder that both have");
        }
        return file;
    }

    /**
     * Removes what nothing refers to: at once what was named, after a day what a query left that did not complete.
     *
     * @param named of results that are gone
     * @param kept of results that are there
     */
    void clean(Set<String> named, Set<String> kept, Instant now) {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> folders = Files.list(root)) {
            for (Path folder : folders.toList()) {
                String name = folder.getFileName().toString();
                boolean old = Files.getLastModifiedTime(folder).toInstant().isBefore(now.minus(UNFINISHED));
                if (named.contains(name) || (old && !kept.contains(name))) {
                    FileTree.delete(folder);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("full results in " + root + " cannot be removed", e);
        }
    }
}
