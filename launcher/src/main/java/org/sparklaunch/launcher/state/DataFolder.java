package org.sparklaunch.launcher.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.platform.file.PrivateFiles;

/** The folder of what outlasts a launch: the catalog and the files of tables. One launch at a time uses its catalog. */
public final class DataFolder implements AutoCloseable {
    private static final String LOCK = "launch.lock";

    private final Path root;
    private @Nullable FileChannel lock;

    private DataFolder(Path root) {
        this.root = root;
    }

    /**
     * Opens the folder, created when it does not exist.
     *
     * @throws CommandException when it cannot be created, or belongs to another account
     */
    public static DataFolder open(Path root) {
        try {
            Files.createDirectories(Objects.requireNonNull(root.getParent()));
            FolderOwner.refuseForeign(
                    root, "the data folder", ", not to the account of this launch; choose another --data-dir");
            return new DataFolder(PrivateFiles.ensureFolder(root));
        } catch (IOException e) {
            throw failed("create the data folder " + root, e);
        }
    }

    /** Returns a folder below this one, created when absent. */
    public Path folder(String name) {
        try {
            return PrivateFiles.createFolders(root.resolve(name));
        } catch (IOException e) {
            throw failed("create the folder " + name + " in " + root, e);
        }
    }

    /**
     * Locks the catalog until {@link #close} or the end of this process. Returns false when another launch uses it.
     *
     * @param self for the messages of other launches
     */
    public boolean tryLock(LaunchIdentity self) {
        FileChannel channel = null;
        FileLock taken = null;
        try {
            channel =
                    PrivateFiles.open(root.resolve(LOCK), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            taken = channel.tryLock();
            if (taken != null) {
                Files.writeString(root.resolve(LaunchIdentity.FILE), self.toJson() + "\n");
                lock = channel;
            }
        } catch (OverlappingFileLockException e) {
            taken = null; // Another launch in this process, as in tests.
        } catch (IOException e) {
            throw failed("lock the data folder " + root, e);
        } finally {
            if (taken == null) {
                close(channel);
            }
        }
        return taken != null;
    }

    /** Returns the launch that uses the catalog, or used it last. */
    public Optional<LaunchIdentity> holder() {
        try {
            Path file = root.resolve(LaunchIdentity.FILE);
            return Files.exists(file) ? LaunchIdentity.parse(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw failed("read who uses the data folder " + root, e);
        }
    }

    /** Unlocks the catalog. Idempotent. */
    @Override
    public void close() {
        FileChannel channel = lock;
        lock = null;
        close(channel);
    }

    private void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw failed("unlock the data folder " + root, e);
        }
    }

    private static CommandException failed(String what, IOException e) {
        return new CommandException(
                ExitCode.FAILED, "cannot " + what + ": " + e + "; check its owner, or choose another --data-dir", e);
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
