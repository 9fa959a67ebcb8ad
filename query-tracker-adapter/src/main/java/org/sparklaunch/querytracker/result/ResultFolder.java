package org.sparklaunch.querytracker.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.sparklaunch.platform.file.FileTree;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;
import org.sparklaunch.querytracker.query.FullResult;
import org.sparklaunch.querytracker.query.QueryResult;
import org.sparklaunch.querytracker.query.RowCursor;

/** The folder in which drivers write full results. The tracker reads and removes them. Thread-safe. */
public final class ResultFolder {
    /** For this time a folder without a result may still be written by a running query. */
    private static final Duration UNFINISHED = Duration.ofDays(1);

    private final Path root;

    /** The folder need not exist yet. */
    public ResultFolder(Path root) {
        this.root = root;
    }

    /**
     * Returns a file of a full result.
     *
     * @throws QueryException when there is none of the number, or it is gone
     */
    public Path file(FullResult full, int number) {
        if (number < 0 || number >= full.parts().size()) {
            throw new QueryException(
                    QueryError.RESULT_NOT_FOUND,
                    "no file " + number + ": the full result has the files 0 to "
                            + (full.parts().size() - 1));
        }
        Path file = root.resolve(full.folder()).resolve(full.parts().get(number).name());
        if (!Files.isRegularFile(file)) {
            throw new QueryException(
                    QueryError.RESULT_NOT_FOUND,
                    "file " + number
                            + " of the full result is not in the folder --results-dir of this tracker; cluster and"
                            + " tracker must use the same folder");
        }
        return file;
    }

    /**
     * Opens the rows of a result, wherever they are.
     *
     * @throws QueryException when their file is gone
     */
    public RowCursor open(QueryResult result) throws IOException {
        FullResult full = result.full();
        return full != null && full.hasRowFile() ? FileRows.open(file(full, 0)) : RowCursor.of(result.rows());
    }

    /**
     * Removes folders that no result refers to: the named ones at once, those of incomplete queries after a day.
     *
     * @param named folders of removed results
     * @param kept folders of existing results
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
            throw new UncheckedIOException("cannot remove full results in " + root, e);
        }
    }
}
