package org.sparklaunch.livy.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.HandoverBundle;

/** A folder of mode 0700 for the files of a handover. It is removed when the driver ends. */
record PrivateFolder(Path root) {
    private static final int TRIES = 10;

    /** Creates the folder inside a folder that others may enter. */
    static PrivateFolder in(Path place) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        PrivateFolder folder =
                new PrivateFolder(Files.createDirectory(place.resolve(HandoverBundle.FOLDER), ownerOnly));
        Files.createDirectory(folder.work(), ownerOnly);
        return folder;
    }

    Path work() {
        return root.resolve("work");
    }

    void write(Map<String, byte[]> files) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(Files.createFile(root.resolve(file.getKey()), ownerOnly), file.getValue());
        }
    }

    /** Removes the folder and prints a failure: the JVM is ending, so an exception would be lost. */
    void delete() {
        IOException failure = null;
        for (int i = 0; i < TRIES && Files.exists(root); i++) {
            failure = tryDelete();
        }
        if (failure != null) {
            System.err.println("Session driver: cannot remove " + root + ": " + failure);
        }
    }

    /** Spark removes its own files at the same time, so files can vanish during the walk. */
    private @Nullable IOException tryDelete() {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
            return null;
        } catch (IOException e) {
            return e;
        } catch (UncheckedIOException e) {
            return e.getCause();
        }
    }
}
