package org.sparklaunch.platform.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Creates files (0600) and folders (0700) that only their owner can read, private from their first moment. */
public final class PrivateFiles {
    private static final Set<PosixFilePermission> FOLDER_MODE = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<?> FOLDER = PosixFilePermissions.asFileAttribute(FOLDER_MODE);
    private static final Set<PosixFilePermission> FILE_MODE = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<?> FILE = PosixFilePermissions.asFileAttribute(FILE_MODE);

    /** It belongs to the effective user of this process. */
    private static final Path SELF = Path.of("/proc/self");

    private PrivateFiles() {}

    /**
     * Creates the folder and its missing parents. Folders that exist keep their permissions.
     *
     * @return the folder
     */
    public static Path createFolders(Path folder) throws IOException {
        return Files.createDirectories(folder, FOLDER);
    }

    /** Creates the folder, or takes its permissions for others away when it exists. Its parents must exist. */
    public static Path ensureFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder, FOLDER);
        }
        return Files.setPosixFilePermissions(folder, FOLDER_MODE);
    }

    /** Takes the permissions for others away from a file. */
    public static void close(Path file) throws IOException {
        Files.setPosixFilePermissions(file, FILE_MODE);
    }

    /** Returns whether a file or folder gives permissions to its owner only. */
    public static boolean isClosed(Path file) throws IOException {
        return FOLDER_MODE.containsAll(Files.getPosixFilePermissions(file));
    }

    /** Returns whether a file or folder belongs to the account of this process. */
    public static boolean isOwn(Path file, LinkOption... links) throws IOException {
        return Files.getOwner(file, links).equals(Files.getOwner(SELF));
    }

    /**
     * Creates one folder.
     *
     * @throws java.nio.file.FileAlreadyExistsException when it exists
     */
    public static Path createFolder(Path folder) throws IOException {
        return Files.createDirectory(folder, FOLDER);
    }

    /** Creates a folder with a new name inside another. */
    public static Path createTemporaryFolder(Path parent) throws IOException {
        return Files.createTempDirectory(parent, "", FOLDER);
    }

    /** Creates an empty file with a new name inside a folder. */
    public static Path createTemporaryFile(Path folder) throws IOException {
        return Files.createTempFile(folder, "draft", "", FILE);
    }

    /**
     * Creates an empty file.
     *
     * @throws java.nio.file.FileAlreadyExistsException when it exists
     */
    public static Path createFile(Path file) throws IOException {
        return Files.createFile(file, FILE);
    }

    /**
     * Creates a file with a content.
     *
     * @throws java.nio.file.FileAlreadyExistsException when it exists
     */
    public static void writeNew(Path file, byte[] content) throws IOException {
        Files.write(createFile(file), content);
    }

    /** Opens a file; one that is created by this is private, one that exists keeps its permissions. */
    public static FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
        return FileChannel.open(file, options, FILE);
    }

    /**
     * Writes everything that is left in the buffer, at the end of the file. Where that fails, as on a full disk, the file ends where it
     * did, so that the next line does not continue a half one.
     */
    public static void append(FileChannel channel, ByteBuffer content) throws IOException {
        long end = channel.position();
        try {
            write(channel, content);
        } catch (IOException e) {
            try {
                channel.truncate(end);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    /** Writes everything that is left in the buffer. */
    public static void write(FileChannel channel, ByteBuffer content) throws IOException {
        while (content.hasRemaining()) {
            channel.write(content);
        }
    }
}
