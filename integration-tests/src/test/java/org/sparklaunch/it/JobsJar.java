package org.sparklaunch.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.sparklaunch.it.jobs.CountOddsOnExecutors;
import org.sparklaunch.it.jobs.CountRange;
import org.sparklaunch.it.jobs.Fail;
import org.sparklaunch.it.jobs.ReadSharedFile;
import org.sparklaunch.it.jobs.Sleep;

/** The jar that a user of Livy's Java client would have built. */
final class JobsJar {
    private JobsJar() {}

    static Path create(Path folder) throws IOException {
        Path jar = folder.resolve("jobs.jar");
        try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> type : List.of(
                    CountRange.class, CountOddsOnExecutors.class, Fail.class, Sleep.class, ReadSharedFile.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                entries.putNextEntry(new JarEntry(name));
                try (InputStream code = type.getClassLoader().getResourceAsStream(name)) {
                    code.transferTo(entries);
                }
                entries.closeEntry();
            }
        }
        return jar;
    }
}
