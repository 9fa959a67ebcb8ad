package org.sparklaunch.livy.server.driver.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.sparklaunch.livy.protocol.SessionSecret;
import org.sparklaunch.platform.file.FileTree;
import org.sparklaunch.platform.file.PrivateFiles;

/** The folder of one driver, mode 0700: its settings, secret, output and working files. */
public record DriverFolder(Path root) {

    /** Returns the driver's name. */
    public String name() {
        return String.valueOf(root.getFileName());
    }

    /** Returns the file of the secret that the driver and the server share. */
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

    /** Returns the file of an application's exit code, which exists once it has ended. */
    public Path exitCode() {
        return root.resolve("exit-code");
    }

    /** Returns the file of the name that Spark's master gave a driver on a worker. */
    public Path submission() {
        return root.resolve("submission");
    }

    public Path work() {
        return root.resolve("work");
    }

    /** Returns the folder of the files that clients sent to the session. */
    public Path uploads() {
        return root.resolve("uploads");
    }

    /** Returns the folder of outputs that are too large for the server's memory. */
    public Path outputs() {
        return root.resolve("outputs");
    }

    /** Creates the folder with a new secret in it. */
    public void createWithSecret() throws IOException {
        create();
        SessionSecret.generate().write(secret());
    }

    /**
     * Reads the secret that the driver and the server share.
     *
     * @throws UncheckedIOException when the file cannot be read
     */
    public SessionSecret readSecret() {
        try {
            return SessionSecret.read(secret());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the secret of driver " + name(), e);
        }
    }

    /** Creates the folder and its working folder. */
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

    /** Creates an empty file that only the owner can read. */
    public Path createPrivate(Path file) throws IOException {
        return PrivateFiles.createFile(file);
    }

    /** Removes everything; no process may write here any more. */
    public void delete() throws IOException {
        FileTree.delete(root);
    }
}
