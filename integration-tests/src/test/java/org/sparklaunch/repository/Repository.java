package org.sparklaunch.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files of the clone that runs these tests. */
final class Repository {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> SKIPPED = Set.of("target", ".git", "node_modules");

    private Repository() {}

    static Path resolve(String path) {
        return ROOT.resolve(path);
    }

    /** The path below the root, for messages. */
    static String name(Path file) {
        return ROOT.relativize(file).toString();
    }

    /** Every page that is written by hand. */
    static List<Path> pages() {
        return files(file -> file.toString().endsWith(".md")
                && !file.startsWith(resolve("docs/reference"))
                && !file.startsWith(resolve("bench/results")));
    }

    /** The shell scripts that users and contributors start. */
    static List<Path> scripts() {
        return files(file -> file.startsWith(resolve("scripts")) && read(file).startsWith("#")).stream()
                .filter(file -> !file.toString().endsWith(".txt"))
                .toList();
    }

    static List<Path> poms() {
        return files(file -> file.endsWith("pom.xml"));
    }

    /** The Java sources of the product and of its benchmark. */
    static List<Path> mainSources() {
        return files(
                file -> file.toString().endsWith(".java") && file.toString().contains("/src/main/java/"));
    }

    static List<Path> testSources() {
        return files(
                file -> file.toString().endsWith(".java") && file.toString().contains("/src/test/java/"));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Predicate<Path> wanted) {
        try (Stream<Path> top = Files.list(ROOT)) {
            return top.filter(entry -> !SKIPPED.contains(entry.getFileName().toString()))
                    .flatMap(Repository::walk)
                    .filter(wanted)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> walk(Path entry) {
        if (Files.isSymbolicLink(entry) || SKIPPED.contains(entry.getFileName().toString())) {
            return Stream.empty();
        }
        if (!Files.isDirectory(entry)) {
            return Stream.of(entry);
        }
        try (Stream<Path> children = Files.list(entry)) {
            return children.toList().stream().flatMap(Repository::walk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
