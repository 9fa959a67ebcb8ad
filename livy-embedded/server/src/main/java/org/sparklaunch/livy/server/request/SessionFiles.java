package org.sparklaunch.livy.server.request;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sparklaunch.platform.file.AllowedFolders;

/**
 * Checks that sessions read no other local files: a local path, in a field or in a setting of Spark, must lie under an
 * allowed root after its links and {@code ..} are resolved. Spark checks remote schemes itself.
 */
public final class SessionFiles {
    /** Follows Livy's message, which does not name what would be accepted. */
    static final String HINT = " Local files must be below a folder of --livy-files";

    private final AllowedFolders roots;

    /** Takes the allowed folders. */
    public SessionFiles(List<Path> roots) {
        this.roots = new AllowedFolders(roots);
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
        if (!roots.contain(path)) {
            throw new IllegalArgumentException(
                    "requirement failed: Local path " + path + " cannot be added to user sessions." + HINT);
        }
    }
}
