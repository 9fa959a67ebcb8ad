package org.sparklaunch.livy.driver.kernel;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes kernel scripts to files: they are resources of the driver's jar, and only files can be run. */
public final class KernelFiles {

    private KernelFiles() {}

    /**
     * Writes scripts into the session's folder.
     *
     * @param owner the class whose package has the scripts
     * @param names their paths relative to it
     * @return the folder, in which each script has its relative path
     */
    public static Path write(Class<?> owner, List<String> names, Path workDir) throws IOException {
        Path folder = workDir.resolve(owner.getSimpleName());
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            try (InputStream script = owner.getResourceAsStream(name)) {
                if (script == null) {
                    throw new FileNotFoundException("the driver's jar has no " + name + " beside " + owner.getName());
                }
                Files.copy(script, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return folder;
    }
}
