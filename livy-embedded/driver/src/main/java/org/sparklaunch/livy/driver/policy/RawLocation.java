package org.sparklaunch.livy.driver.policy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobExpander;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.policy.Resource;
import org.sparklaunch.livy.protocol.policy.Right;

/**
 * Checks a location as a statement writes it. It is parsed by Hadoop's {@link Path}, which every command uses, and patterns are
 * expanded by the functions with which Spark reads them. What these functions read in more than one way is refused: {@code ..},
 * backslashes and relative paths.
 */
final class RawLocation {
    private static final String WILDCARDS = "*?[]{}";

    private final Configuration hadoop;

    RawLocation(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    /** Returns the rights to a place without a pattern. */
    static List<RequiredRight> ofPlace(String text, Right... rights) {
        String problem = problem(text);
        if (problem == null && isPattern(text)) {
            problem = "contains a wildcard where no pattern is allowed";
        }
        return problem == null ? have(List.of(text), rights) : List.of(refusal(text, problem));
    }

    /** Returns the rights to read a path that may be a pattern. */
    static List<RequiredRight> ofPattern(String text) {
        String problem = problem(text);
        if (problem != null) {
            return List.of(refusal(text, problem));
        }
        if (!isPattern(text)) {
            return have(List.of(text), Right.READ);
        }
        try {
            return have(folders(text), Right.READ);
        } catch (IOException e) {
            return List.of(refusal(text, "is not a valid pattern"));
        }
    }

    static boolean isPattern(String text) {
        return text.chars().anyMatch(c -> WILDCARDS.indexOf(c) >= 0);
    }

    private static @Nullable String problem(String text) {
        if (text.indexOf('\\') >= 0) {
            return "contains a backslash";
        }
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            return "contains a control character";
        }
        boolean dots = isPattern(text)
                ? text.contains("..")
                : List.of(text.split("/", -1)).contains("..");
        if (dots) {
            return "contains '..'";
        }
        return isAbsolute(text) ? null : "is not absolute; start it with / or a scheme";
    }

    private static boolean isAbsolute(String text) {
        try {
            Path path = new Path(text);
            return path.isAbsolute() || path.toUri().getScheme() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Returns the folders that a pattern may look into. Braces with a slash in them are expanded before the path is parsed, as
     * the file system does.
     */
    private static List<String> folders(String text) throws IOException {
        Set<String> folders = new LinkedHashSet<>();
        for (Path path : expand(text)) {
            Path folder = path;
            while (isPattern(folder.toString()) && folder.getParent() != null) {
                folder = folder.getParent();
            }
            folders.add(folder.toString());
        }
        return List.copyOf(folders);
    }

    private static List<Path> expand(String text) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (String one : GlobExpander.expand(new Path(text).toString())) {
            if (problem(one) != null) {
                throw new IOException("a part of the pattern leads out of its folder");
            }
            paths.add(new Path(one));
        }
        return paths;
    }

    /**
     * Returns the rights to what a pattern matches on the local file system, where a link may lead elsewhere. Lists folders, so
     * the rights of {@link #ofPattern} come first.
     */
    List<RequiredRight> ofMatches(String text, List<Right> rights) {
        if (!isPattern(text)) {
            return List.of();
        }
        try {
            return have(localMatches(text), rights.toArray(Right[]::new));
        } catch (IOException e) {
            return List.of(refusal(text, "cannot be listed"));
        }
    }

    /** Returns what a pattern matches on the local file system, or the path itself. */
    List<String> matches(String text) {
        if (!isPattern(text)) {
            return List.of(text);
        }
        try {
            return localMatches(text);
        } catch (IOException e) {
            // Refused by ofMatches.
            return List.of();
        }
    }

    /** Returns what a pattern matches on its file system, or the path itself; empty if it cannot be listed. */
    List<String> allMatches(String text) {
        if (!isPattern(text)) {
            return List.of(text);
        }
        try {
            List<String> matches = new ArrayList<>();
            for (Path path : expand(text)) {
                matches.addAll(globMatches(path));
            }
            return matches;
        } catch (IOException e) {
            // Refused by ofMatches on the local file system; on others Spark fails as well.
            return List.of();
        }
    }

    private List<String> localMatches(String text) throws IOException {
        List<String> matches = new ArrayList<>();
        for (Path path : expand(text)) {
            matches.addAll(localMatches(path));
        }
        return matches;
    }

    private List<String> localMatches(Path pattern) throws IOException {
        String scheme = pattern.toUri().getScheme();
        if (!"file".equals(scheme == null ? FileSystem.getDefaultUri(hadoop).getScheme() : scheme)) {
            return List.of();
        }
        return globMatches(pattern);
    }

    private List<String> globMatches(Path pattern) throws IOException {
        FileStatus[] found = pattern.getFileSystem(hadoop).globStatus(pattern);
        return found == null
                ? List.of()
                : Arrays.stream(found)
                        .map(status -> status.getPath().toString())
                        .toList();
    }

    private static List<RequiredRight> have(List<String> places, Right... rights) {
        List<RequiredRight> needs = new ArrayList<>();
        for (String place : places) {
            for (Right right : rights) {
                needs.add(new RequiredRight.Have(right, new Resource.Location(place)));
            }
        }
        return needs;
    }

    private static RequiredRight refusal(String text, String problem) {
        return new RequiredRight.Never("path '" + text + "', which " + problem + ",");
    }
}
