package org.sparklaunch.launcher.classdata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Lets one launch of this machine record at a time. The lock ends with the process at the latest. */
public final class RecordingLock implements AutoCloseable {
    private final FileChannel channel;
    private final ClassData target;

    private RecordingLock(FileChannel channel, ClassData target) {
        this.channel = channel;
        this.target = target;
    }

    /** Takes the lock; empty when another launch records. */
    public static Optional<RecordingLock> tryTake(ClassData target) {
        try {
            Path parent =
                    Files.createDirectories(target.folder().toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(
                    parent.resolve("recording.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel)) {
                return Optional.of(new RecordingLock(channel, target));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot record class data into " + target.folder(), e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // Another one in this process, as in tests.
        }
    }

    /** Returns whether the previous holder has recorded. */
    public boolean isDone() {
        return target.isComplete();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
