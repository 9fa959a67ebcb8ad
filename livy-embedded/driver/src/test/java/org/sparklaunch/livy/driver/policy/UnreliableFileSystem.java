package org.sparklaunch.livy.driver.policy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * The local file system, with faults: files named {@code vanishing} are deleted right before they are opened, those named {@code closed}
 * may not be read, and folders named {@code gone} are not found.
 */
public final class UnreliableFileSystem extends RawLocalFileSystem {

    /** Returns a configuration with this file system. */
    static Configuration configuration() {
        Configuration hadoop = new Configuration();
        hadoop.set("fs.file.impl", UnreliableFileSystem.class.getName());
        // Other tests of this JVM use the real one.
        hadoop.setBoolean("fs.file.impl.disable.cache", true);
        return hadoop;
    }

    @Override
    public FSDataInputStream open(Path file, int buffer) throws IOException {
        switch (file.getName()) {
            case "vanishing" -> Files.delete(java.nio.file.Path.of(file.toUri().getPath()));
            case "closed" -> throw new FileNotFoundException(file + " (Permission denied)");
            default -> {}
        }
        return super.open(file, buffer);
    }

    @Override
    public RemoteIterator<LocatedFileStatus> listLocatedStatus(Path folder) throws IOException {
        if (folder.getName().equals("gone")) {
            throw new FileNotFoundException(folder.toString());
        }
        return super.listLocatedStatus(folder);
    }
}
