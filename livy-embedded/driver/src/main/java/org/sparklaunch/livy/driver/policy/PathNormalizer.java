package org.sparklaunch.livy.driver.policy;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * Normalises a path: absolute, with its scheme, without {@code ..}, and on the local file system with all links followed.
 * Hadoop's own path class parses it, as in every command. A wildcard is a character like others: a file or link can have it in its
 * name, and patterns are expanded before.
 */
final class PathNormalizer implements UnaryOperator<String> {
    private final URI defaultFileSystem;

    PathNormalizer(Configuration hadoop) {
        this.defaultFileSystem = FileSystem.getDefaultUri(hadoop);
    }

    @Override
    public String apply(String text) {
        URI uri = qualify(text);
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (scheme.equals("file") || scheme.equals("local")) {
            return "file:" + real(uri.getPath());
        }
        String authority = uri.getAuthority() == null ? "" : uri.getAuthority().toLowerCase(Locale.ROOT);
        return scheme + "://" + authority + uri.getPath();
    }

    /** Returns whether a link is on the way to the path. */
    boolean followsLink(String text) {
        URI uri = qualify(text);
        return "file".equalsIgnoreCase(uri.getScheme())
                && !real(uri.getPath())
                        .equals(Path.of(uri.getPath()).normalize().toString());
    }

    private URI qualify(String text) {
        var working = new org.apache.hadoop.fs.Path(new File("").getAbsolutePath());
        return new org.apache.hadoop.fs.Path(text)
                .makeQualified(defaultFileSystem, working)
                .toUri();
    }

    /** Returns the real path of the part that exists, and the rest as written. */
    private static String real(String path) {
        Path whole = Path.of(path).normalize();
        for (Path exists = whole; exists != null; exists = exists.getParent()) {
            try {
                return exists.toRealPath().resolve(exists.relativize(whole)).toString();
            } catch (NoSuchFileException e) {
                if (Files.isSymbolicLink(exists)) {
                    // The target does not exist yet; a write would create it.
                    return real(target(exists).resolve(exists.relativize(whole)).toString());
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot resolve path " + path, e);
            }
        }
        return whole.toString();
    }

    private static Path target(Path link) {
        try {
            return link.resolveSibling(Files.readSymbolicLink(link));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot resolve link " + link, e);
        }
    }
}
