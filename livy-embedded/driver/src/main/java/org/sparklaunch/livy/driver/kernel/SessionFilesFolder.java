package org.sparklaunch.livy.driver.kernel;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkFiles;

/**
 * The folder where Spark keeps the files and archives of the session in the driver. It is the working directory of interpreters, so
 * that code opens such a file by its name.
 */
public final class SessionFilesFolder {
    private SessionFilesFolder() {}

    /** Returns the folder as an absolute path. */
    public static Path get() {
        return Path.of(SparkFiles.getRootDirectory()).toAbsolutePath();
    }

    /**
     * Returns the absolute path of a program named by a relative one: in this folder, where archives are unpacked, or else
     * in the driver's own working directory. Returns a bare name as it is.
     */
    public static String resolve(String program) {
        if (!program.contains("/")) {
            return program;
        }
        Path inFolder = get().resolve(program);
        return (Files.exists(inFolder) ? inFolder : Path.of(program))
                .toAbsolutePath()
                .toString();
    }
}
