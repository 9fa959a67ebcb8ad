package org.sparklaunch.livy.server.driver;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.sparklaunch.platform.file.FileTree;
import org.sparklaunch.platform.file.PrivateFiles;

/** The folder of one driver, mode 0700: its settings, its secret, what it printed, its working files. */
public record DriverFolder(Path root) {

    /** The driver's name. */
    public String name() {
        return String.valueOf(root.getFileName());
    }

    public Path secret() {
        return root.resolve("secret");
    }

    public Path stdout() {
        return root.resolve("stdout.log");
    }

    public Path stderr() {
        return root.resolve("stderr.log");
    }

    public Path sparkProperties() {
        return root.resolve("spark.properties");
    }

    public Path driverProperties() {
        return root.resolve("driver.properties");
    }

    /** Where an application's exit code is once it has ended. */
    public Path exitCode() {
        return root.resolve("exit-code");
    }

    /** Where the name is that Spark's master gave a driver which it placed on a worker. */
    public Path submission() {
        return root.resolve("submission");
    }

    public Path work() {
        return root.resolve("work");
    }

    /** Where files are that clients sent to the session. */
    public Path uploads() {
        return root.resolve("uploads");
    }

    /** Where outputs are that are too large for the server's memory. */
    public Path outputs() {
        return root.resolve("outputs");
    }

    /** Makes the folder and its working folder. */
    public void create() throws IOException {
        PrivateFiles.createFolders(root);
        PrivateFiles.createFolders(work());
    }

    /** Writes properties that only the owner can read: they may hold a user's secrets. */
    public void write(Path file, Map<String, String> values) throws IOException {
        Properties properties = new Properties();
        properties.putAll(values);
        createPrivate(file);
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
    }

    /** Makes an empty file that only the owner can read. */
    public Path createPrivate(Path file) throws IOException {
        return PrivateFiles.createFile(file);
    }

    /** Removes everything; no process may write here any more. */
    public void delete() throws IOException {
        FileTree.delete(root);
    }
}
