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
 * Gives every file one name: absolute, with its scheme, without {@code ..}, and on the local file system with all links
 * followed. A pattern gets the name of the folder before its first wildcard.
 */
final class PathNormalizer implements UnaryOperator<String> {
    private final URI defaultFileSystem;

    PathNormalizer(Configuration hadoop) {
        this.defaultFileSystem = FileSystem.getDefaultUri(hadoop);
    }

    @Override
    public String apply(String text) {
        var working = new org.apache.hadoop.fs.Path(new File("").getAbsolutePath());
        URI uri = new org.apache.hadoop.fs.Path(beforeWildcard(text))
                .makeQualified(defaultFileSystem, working)
                .toUri();
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (scheme.equals("file") || scheme.equals("local")) {
            return "file:" + real(uri.getPath());
        }
        String authority = uri.getAuthority() == null ? "" : uri.getAuthority().toLowerCase(Locale.ROOT);
        return scheme + "://" + authority + uri.getPath();
    }

    private static String beforeWildcard(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("*?[{\\".indexOf(text.charAt(i)) >= 0) {
                int slash = text.lastIndexOf('/', i);
                return slash <= 0 ? "/" : text.substring(0, slash);
            }
        }
        return text;
    }

    /** The real path of what exists of it, and the rest as it is. */
    private static String real(String path) {
        Path whole = Path.of(path).normalize();
        for (Path exists = whole; exists != null; exists = exists.getParent()) {
            try {
                return exists.toRealPath().resolve(exists.relativize(whole)).toString();
            } catch (NoSuchFileException e) {
                if (Files.isSymbolicLink(exists)) {
                    // Leads to what is not there yet; writing would make it there.
                    return real(target(exists).resolve(exists.relativize(whole)).toString());
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot tell where " + path + " leads", e);
            }
        }
        return whole.toString();
    }

    private static Path target(Path link) {
        try {
            return link.resolveSibling(Files.readSymbolicLink(link));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell where " + link + " leads", e);
        }
    }
}
