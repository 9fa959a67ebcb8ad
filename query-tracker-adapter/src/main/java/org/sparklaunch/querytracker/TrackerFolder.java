package org.sparklaunch.querytracker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.platform.file.PrivateFiles;
import org.sparklaunch.querytracker.store.DatabaseConfig;

/** The folder of a tracker, readable by its owner only and locked by one tracker at a time. */
final class TrackerFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel lock;

    private TrackerFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Locks the folder and creates it when absent. Two trackers on one database would run every query twice. */
    static TrackerFolder take(Path folder) {
        try {
            PrivateFiles.createFolders(folder);
            FileChannel lock =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isFree(lock)) {
                lock.close();
                throw new CommandException(
                        ExitCode.FAILED,
                        "folder " + folder + " is in use by another query tracker; end it, or use another --state-dir");
            }
            return new TrackerFolder(folder, lock);
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "cannot use the folder " + folder + ": " + e, e);
        }
    }

    private static boolean isFree(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // The lock is held by this process.
            return false;
        }
    }

    /** Returns the database of a tracker that shares none. */
    DatabaseConfig database() {
        return new DatabaseConfig.File(folder.resolve("queries.db"));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
