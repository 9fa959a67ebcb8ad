package org.sparklaunch.launcher.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.ServiceKey;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;

/** The folder of one launch at a time: everything that it keeps on disk, for its owner's eyes only. */
public final class StateFolder implements AutoCloseable {
    /** What the live launch printed when it was ready; for the message to a second one. */
    public static final String READY_FILE = "ready.txt";

    private static final FileAttribute<?> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final int KEY_BYTES = 32;

    private final Path root;
    private @Nullable FileChannel lock;

    private StateFolder(Path root) {
        this.root = root;
    }

    /** The folder, made when it does not exist. */
    public static StateFolder open(Path root) {
        return attempt("use the state folder " + root, () -> {
            Files.createDirectories(root.getParent());
            if (!Files.isDirectory(root)) {
                Files.createDirectory(root, OWNER_FOLDER);
            }
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            return new StateFolder(root);
        });
    }

    /** Takes the folder for this process; false when a live launch has it. Ends with the process at the latest. */
    public boolean tryLock() {
        return attempt("lock the state folder " + root, () -> {
            FileChannel channel =
                    FileChannel.open(root.resolve("launch.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock taken = null;
            try {
                taken = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                return false; // Another launch in this very process, as tests have it.
            } finally {
                if (taken == null) {
                    channel.close();
                }
            }
            lock = taken == null ? null : channel;
            return taken != null;
        });
    }

    /** A place below this folder. */
    public Path resolve(String name) {
        return root.resolve(name);
    }

    /** A folder below this one, made when absent. */
    public Path folder(String name) {
        return attempt("make the folder " + name + " in " + root, () -> {
            Files.createDirectories(root.resolve(name), OWNER_FOLDER);
            return root.resolve(name);
        });
    }

    /** Removes a folder below this one with all that is in it. */
    public void clear(String name) {
        attempt("clear " + name + " in " + root, () -> {
            Path folder = root.resolve(name);
            if (Files.isDirectory(folder)) {
                try (var files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            return folder;
        });
    }

    /** The log of a component. */
    public Path log(String component) {
        return folder("logs").resolve(component + ".log");
    }

    /** The file with the key that manages tokens, drawn when absent. */
    public Path serviceKey() {
        Path file = root.resolve("service-key");
        if (!Files.exists(file)) {
            byte[] key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            write("service-key", HexFormat.of().formatHex(key) + "\n");
        }
        return file;
    }

    /** The file with the key of the launch's query tracker, which is derived from the service key. */
    public Path trackerKey() {
        String key = attempt(
                "read " + serviceKey(), () -> ServiceKey.read(serviceKey()).forTracker());
        return write("tracker-key", key + "\n");
    }

    /** Writes a file that only its owner can read, whole or not at all. */
    public Path write(String name, String text) {
        return attempt("write " + name + " in " + root, () -> {
            Path target = root.resolve(name);
            Files.createDirectories(target.getParent(), OWNER_FOLDER);
            Path draft = Files.createTempFile(target.getParent(), "draft", "", OWNER_FILE);
            Files.writeString(draft, text);
            return Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        });
    }

    /** A file's text; empty when there is no such file. */
    public Optional<String> read(String name) {
        return attempt("read " + name + " in " + root, () -> {
            Path file = root.resolve(name);
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        });
    }

    /** Removes a file if it is there. */
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
                    ExitCode.FAILED, "Cannot " + what + ": " + e + "; check its owner, or give another --state-dir", e);
        }
    }

    /** Gives the folder free. Idempotent. */
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
