package org.sparklaunch.launcher.classdata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Names the archives that fit one Java and the jars of some folders: another Java, an upgraded Spark or a new build of the
 * product gets another key, and so archives of its own. Jars count by path, size and time, as the JVM itself checks them;
 * reading a few hundred megabytes for a hash would cost what the archives save.
 *
 * @param value usable as the name of a folder
 */
public record ClassDataKey(String value) {
    private static final int LENGTH = 16;

    /**
     * Computes it.
     *
     * @param java the version and home of the Java that will run
     * @param folders those that JVMs take all jars of; one that does not exist counts as empty
     */
    public static ClassDataKey of(String java, List<Path> folders) {
        MessageDigest digest = sha256();
        digest.update(java.getBytes(StandardCharsets.UTF_8));
        for (Path folder : folders) {
            for (String jar : jars(folder)) {
                digest.update((byte) '\n');
                digest.update(jar.getBytes(StandardCharsets.UTF_8));
            }
        }
        return new ClassDataKey(HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH));
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
            throw new UncheckedIOException("Cannot list the jars in " + folder, e);
        }
    }

    private static String describe(Path jar) {
        try {
            return jar.toAbsolutePath() + " " + Files.size(jar) + " "
                    + Files.getLastModifiedTime(jar).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at " + jar, e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
