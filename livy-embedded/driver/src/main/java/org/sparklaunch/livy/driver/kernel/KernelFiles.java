package org.sparklaunch.livy.driver.kernel;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Kernel scripts, which are resources of the driver's jar and have to be files to run. */
public final class KernelFiles {

    private KernelFiles() {}

    /**
     * Writes scripts where the session keeps its files.
     *
     * @param owner the class whose package holds the scripts
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
                    throw new FileNotFoundException("the driver's jar lacks " + name + " of " + owner.getName());
                }
                Files.copy(script, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return folder;
    }
}
