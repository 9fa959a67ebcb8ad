package org.sparklaunch.launcher.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.ServiceKey;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.platform.digest.RandomBytes;
import org.sparklaunch.platform.file.FileTree;
import org.sparklaunch.platform.file.PrivateFiles;

/** The folder of one launch at a time: everything that it keeps on disk, readable by its owner only. */
public final class StateFolder implements AutoCloseable {
    /** The READY line of the running launch; a second launch quotes it in its error. */
    public static final String READY_FILE = "ready.txt";
    /** The settings that the Livy server was started with. */
    public static final String LIVY_CONFIG = "livy/server.json";

    private static final int KEY_BYTES = 32;

    private final Path root;
    private @Nullable FileChannel lock;

    private StateFolder(Path root) {
        this.root = root;
    }

    /** Opens the folder, created when it does not exist. */
    public static StateFolder open(Path root) {
        return attempt("use the state folder " + root, () -> {
            Files.createDirectories(root.getParent());
            // The owner of the folder reads everything in it, whatever its mode.
            FolderOwner.refuseForeign(
                    root, "the state folder", ", not to the account of this launch; choose another --state-dir");
            // A link is followed once, so that it cannot lead elsewhere later.
            return new StateFolder(PrivateFiles.ensureFolder(root).toRealPath());
        });
    }

    /** Locks the folder until {@link #close} or the end of this process. Returns false when another launch has it. */
    public boolean tryLock() {
        return attempt("lock the state folder " + root, () -> {
            FileChannel channel =
                    FileChannel.open(root.resolve("launch.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock taken = null;
            try {
                taken = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                return false; // Another launch in this process, as in tests.
            } finally {
                if (taken == null) {
                    channel.close();
                }
            }
            lock = taken == null ? null : channel;
            return taken != null;
        });
    }

    /** Returns a path below this folder. */
    public Path resolve(String name) {
        return root.resolve(name);
    }

    /** Returns a folder below this one, created when absent. */
    public Path folder(String name) {
        return attempt(
                "create the folder " + name + " in " + root, () -> PrivateFiles.createFolders(root.resolve(name)));
    }

    /** Deletes a folder below this one with everything in it. */
    public void clear(String name) {
        attempt("clear " + name + " in " + root, () -> {
            FileTree.delete(root.resolve(name));
            return root;
        });
    }

    /** Returns the log of a component. */
    public Path log(String component) {
        return folder("logs").resolve(component + ".log");
    }

    /** Returns the file with the key that manages tokens, generated when absent. */
    public Path serviceKey() {
        Path file = root.resolve("service-key");
        if (!Files.exists(file)) {
            write("service-key", RandomBytes.hex(KEY_BYTES) + "\n");
        }
        return file;
    }

    /** Returns the file with the key of the launch's query tracker, which is derived from the service key. */
    public Path trackerKey() {
        String key = attempt(
                "read " + serviceKey(), () -> ServiceKey.read(serviceKey()).forTracker());
        return write("tracker-key", key + "\n");
    }

    /** Writes a file that only its owner can read; it replaces the old one at once. */
    public Path write(String name, String text) {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file that only its owner can read; it replaces the old one at once. */
    public Path write(String name, byte[] content) {
        return attempt("write " + name + " in " + root, () -> {
            Path target = root.resolve(name);
            Path folder = PrivateFiles.createFolders(Objects.requireNonNull(target.getParent()));
            Path draft = PrivateFiles.createTemporaryFile(folder);
            Files.write(draft, content);
            return Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        });
    }

    /** Reads a file; empty when there is none. */
    public Optional<String> read(String name) {
        return attempt("read " + name + " in " + root, () -> {
            Path file = root.resolve(name);
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        });
    }

    /** Deletes a file if it exists. */
    public void delete(String name) {
        attempt("delete " + name + " in " + root, () -> Files.deleteIfExists(root.resolve(name)));
    }

    private interface Action<T> {
        T run() throws IOException;
    }

    private static <T> T attempt(String what, Action<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "cannot " + what + ": " + e + "; check its owner, or choose another --state-dir",
                    e);
        }
    }

    /** Unlocks the folder. Idempotent. */
    @Override
    public void close() {
        FileChannel channel = lock;
        lock = null;
        if (channel != null) {
            attempt("unlock " + root, () -> {
                channel.close();
                return root;
            });
        }
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
