package org.sparklaunch.livy.server.request;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Checks that sessions read no other local files: a local path, in a field or in a setting of Spark, must lie under an
 * allowed root after its links and {@code ..} are resolved. Spark checks remote schemes itself.
 */
public final class SessionFiles {
    /** Follows Livy's message, which does not name what would be accepted. */
    static final String HINT = " Local files must be below a folder of --livy-files";

    private final List<Path> roots;

    /** Takes the allowed folders. */
    public SessionFiles(List<Path> roots) {
        this.roots = roots;
    }

    /**
     * Checks all fields and settings.
     *
     * @throws RejectedException naming the first refused path, with Livy's message
     */
    public void check(SessionSpec.Files files, Map<String, String> conf) {
        Stream.of(files.jars(), files.pyFiles(), files.files(), files.archives())
                .flatMap(List::stream)
                .forEach(this::checkPath);
        conf.forEach((key, value) -> ConfPathFinder.of(key, value).forEach(this::checkPath));
    }

    private void checkPath(String path) {
        try {
            check(path);
        } catch (IllegalArgumentException e) {
            throw RejectedException.because(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Checks one path.
     *
     * @throws IllegalArgumentException with Livy's message when it is refused
     */
    public void check(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        String scheme = uri.getScheme();
        if (scheme != null && !scheme.equalsIgnoreCase("file") && !scheme.equalsIgnoreCase("local")) {
            return;
        }
        String path = uri.getPath();
        if (path == null || !path.startsWith("/")) {
            throw new IllegalArgumentException("requirement failed: Path '" + text + "' is not absolute.");
        }
        if (roots.stream().noneMatch(root -> contains(root, path))) {
            throw new IllegalArgumentException(
                    "requirement failed: Local path " + path + " cannot be added to user sessions." + HINT);
        }
    }

    private static boolean contains(Path root, String path) {
        try {
            return resolve(Path.of(path)).startsWith(root.toRealPath());
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    /** Resolves the links of the part that exists. The rest may be created later, but not outside of it. */
    private static Path resolve(Path path) throws IOException {
        Path existing = path;
        while (Files.notExists(existing, LinkOption.NOFOLLOW_LINKS) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing.toRealPath().resolve(existing.relativize(path)).normalize();
    }
}
