package org.sparklaunch.launcher.classdata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sparklaunch.platform.digest.Sha256;

/**
 * Names the archives for one Java and the jars of some folders. Another Java, Spark or build of the product has another key,
 * and so its own archives. Jars count by path, size and time, as the JVM checks them; hashing a few hundred megabytes would
 * cost more time than the archives save.
 *
 * @param value usable as the name of a folder
 */
public record ClassDataKey(String value) {
    private static final int LENGTH = 16;

    /**
     * Computes the key.
     *
     * @param java the version and home of the Java that will run
     * @param folders folders whose jars are on class paths of JVMs; one that does not exist counts as empty
     */
    public static ClassDataKey of(String java, List<Path> folders) {
        List<String> parts = new ArrayList<>(List.of(java));
        folders.forEach(folder -> parts.addAll(jars(folder)));
        return new ClassDataKey(Sha256.hex(String.join("\n", parts)).substring(0, LENGTH));
    }

    private static List<String> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".jar"))
                    .sorted()
                    .map(ClassDataKey::describe)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the jars in " + folder, e);
        }
    }

    private static String describe(Path jar) {
        try {
            return jar.toAbsolutePath() + " " + Files.size(jar) + " "
                    + Files.getLastModifiedTime(jar).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the attributes of " + jar, e);
        }
    }
}
