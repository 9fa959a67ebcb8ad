package org.sparklaunch.livy.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.HandoverBundle;
import org.sparklaunch.platform.file.FileTree;
import org.sparklaunch.platform.file.PrivateFiles;

/** A folder of mode 0700 for the files of a handover. It is removed when the driver ends. */
record PrivateFolder(Path root) {
    private static final int TRIES = 10;

    /** Creates the folder inside a folder that others may enter. */
    static PrivateFolder in(Path place) throws IOException {
        PrivateFolder folder = new PrivateFolder(PrivateFiles.createFolder(place.resolve(HandoverBundle.FOLDER)));
        PrivateFiles.createFolder(folder.work());
        return folder;
    }

    Path work() {
        return root.resolve("work");
    }

    void write(Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            PrivateFiles.writeNew(root.resolve(file.getKey()), file.getValue());
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
        try {
            FileTree.delete(root);
            return null;
        } catch (IOException e) {
            return e;
        }
    }
}
